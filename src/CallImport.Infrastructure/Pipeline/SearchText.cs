using CallImport.Domain.Calls;

namespace CallImport.Infrastructure.Pipeline;

/// <summary>What of a call is searched.</summary>
internal static class SearchText
{
    public static string OfTitle(string? title, IReadOnlyList<Participant> participants) =>
        string.Join(' ', participants.SelectMany(person => (string?[])[person.Name, person.Email]).Prepend(title).OfType<string>());

    /// <summary>One line a segment.</summary>
    public static string OfWords(Transcript transcript) => string.Join('\n', transcript.Segments.Select(segment => segment.Text));
}
