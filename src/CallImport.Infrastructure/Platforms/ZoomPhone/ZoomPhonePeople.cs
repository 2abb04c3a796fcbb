using System.Net;
using System.Text.Json;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms.Http;

namespace CallImport.Infrastructure.Platforms.ZoomPhone;

/// <summary>The account's phone users: the list of recordings knows their names and extensions, but not their e-mail addresses.</summary>
internal sealed class ZoomPhonePeople(ZoomPhoneApi api)
{
    /// <summary>Five thousand people in some ten seconds; of a larger account the rest comes without addresses.</summary>
    private const int MostPages = 50;

    private static string Name => ZoomPhonePlatform.Descriptor.DisplayName;

    /// <returns>null when the app may not see them</returns>
    public async Task<Colleagues?> ReadAsync(PlatformConnection connection, CancellationToken cancellationToken)
    {
        var people = new List<Colleague>();
        string? token = null;
        for (var page = 0; page < MostPages; page++)
        {
            var answer = await api.UsersAsync(connection, token, cancellationToken);
            if (answer.Status == HttpStatusCode.Forbidden || ZoomPhoneErrors.IsMissingScope(answer))
            {
                return null;
            }

            var body = ZoomPhoneApi.Ensure(answer).Read<JsonElement>(Name, JsonSerializerOptions.Web);
            people.AddRange(body.Property("users").Items().Select(Person).OfType<Colleague>());
            token = body.Text("next_page_token");
            if (token is null)
            {
                break;
            }
        }

        return new Colleagues(people);
    }

    private static Colleague? Person(JsonElement user) =>
        user.Text("email") is { } email ? new Colleague(user.Text("id"), user.Text("extension_number"), email) : null;
}
