using System.Net;
using System.Text.Json;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms.Http;

namespace CallImport.Infrastructure.Platforms.RingCentral;

/// <summary>The company's extensions: the call log knows their names and numbers, but not their e-mail addresses.</summary>
internal sealed class RingCentralPeople(RingCentralApi api)
{
    /// <summary>Ten thousand people; of a larger company the rest comes without addresses.</summary>
    private const int MostPages = 10;

    private static string Name => RingCentralPlatform.Descriptor.DisplayName;

    /// <returns>null when the user may not see them</returns>
    public async Task<Colleagues?> ReadAsync(PlatformConnection connection, CancellationToken cancellationToken)
    {
        var people = new List<Colleague>();
        for (var page = 1; page <= MostPages; page++)
        {
            var answer = await api.ExtensionsAsync(connection, page, cancellationToken);
            if (answer.Status == HttpStatusCode.Forbidden)
            {
                return null;
            }

            var body = RingCentralApi.Ensure(answer).Read<JsonElement>(Name, JsonSerializerOptions.Web);
            people.AddRange(body.Property("records").Items().Select(Person).OfType<Colleague>());
            if (body.Property("navigation").Property("nextPage").Text("uri") is null)
            {
                break;
            }
        }

        return new Colleagues(people);
    }

    private static Colleague? Person(JsonElement extension) =>
        extension.Property("contact").Text("email") is { } email ? new Colleague(extension.Text("id"), extension.Text("extensionNumber"), email) : null;
}
