using CallImport.Domain.Platforms;

namespace CallImport.Domain.Credentials;

/// <summary>A decrypted credential. Never printed: <see cref="ToString"/> shows the type only.</summary>
public sealed class CredentialSecret(CredentialType type, IReadOnlyDictionary<string, string> values)
{
    public CredentialType Type { get; } = type;

    public IReadOnlyDictionary<string, string> Values { get; } = values;

    public string this[string name] =>
        Values.TryGetValue(name, out var value) ? value : throw new KeyNotFoundException($"The credential has no field '{name}'.");

    public override string ToString() => $"{nameof(CredentialSecret)}({Type})";
}
