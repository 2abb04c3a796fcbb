namespace CallImport.Domain.Credentials;

/// <param name="Name">Key in <see cref="CredentialSecret.Values"/>.</param>
/// <param name="IsSecret">Masked in the form; false for names and hosts.</param>
/// <param name="Optional">May be left empty.</param>
public sealed record CredentialField(string Name, string Label, string Placeholder, bool IsSecret, bool Optional = false);
