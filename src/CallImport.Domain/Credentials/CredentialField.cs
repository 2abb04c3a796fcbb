namespace CallImport.Domain.Credentials;

/// <param name="Name">Key in <see cref="CredentialSecret.Values"/>.</param>
/// <param name="IsSecret">Masked in the form; false for names and hosts.</param>
/// <param name="Optional">May be left empty.</param>
public sealed record CredentialField(string Name, string Label, string Placeholder, bool IsSecret, bool Optional = false)
{
    /// <summary>Has no place in a key that is written in one string; there it is said as <c>name=value</c>.</summary>
    public bool IsNamed { get; init; }

    /// <summary>Title of a part of the form that is opened on demand; null for fields that everybody sees.</summary>
    public string? Section { get; init; }
}
