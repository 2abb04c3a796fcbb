using CallImport.Domain.Platforms;

namespace CallImport.Domain.Credentials;

/// <summary>A decrypted credential. Never printed: <see cref="ToString"/> shows the type only.</summary>
public sealed class CredentialSecret(CredentialType type, IReadOnlyDictionary<string, string> values)
{
    public CredentialType Type { get; } = type;

    public IReadOnlyDictionary<string, string> Values { get; } = values;

    public string this[string name] =>
        Values.TryGetValue(name, out var value) ? value : throw new KeyNotFoundException($"The credential has no field '{name}'.");

    /// <summary>The same credential with the tokens of a grant in place of the ones before.</summary>
    public CredentialSecret With(TokenGrant grant)
    {
        var renewed = new Dictionary<string, string>(Values) { [TokenFields.AccessToken] = grant.AccessToken };
        if (grant.RefreshToken is { } refreshToken)
        {
            renewed[TokenFields.RefreshToken] = refreshToken;
        }

        return new CredentialSecret(Type, renewed);
    }

    public override string ToString() => $"{nameof(CredentialSecret)}({Type})";
}
