namespace CallImport.Web.Components.Formatting;

/// <summary>Audited acts as people read them: <c>credential.created</c> is "Credential created".</summary>
internal static class AuditTexts
{
    public static string Act(string action)
    {
        var words = action.Replace('.', ' ').Replace('_', ' ');
        return words.Length == 0 ? action : char.ToUpperInvariant(words[0]) + words[1..];
    }
}
