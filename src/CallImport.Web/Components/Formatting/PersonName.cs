using CallImport.Domain.Calls;

namespace CallImport.Web.Components.Formatting;

internal static class PersonName
{
    /// <summary>The best that is known: name, else address, else number.</summary>
    public static string Of(Participant person) =>
        new[] { person.Name, person.Email, person.Phone }.FirstOrDefault(text => !string.IsNullOrWhiteSpace(text)) ?? "Unknown person";
}
