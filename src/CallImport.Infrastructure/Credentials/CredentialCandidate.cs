using CallImport.Domain;
using CallImport.Domain.Credentials;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms;

namespace CallImport.Infrastructure.Credentials;

/// <summary>An entered credential whose form is right; whether the platform accepts it is not known yet.</summary>
internal sealed record CredentialCandidate(PlatformDescriptor Descriptor, IPlatformAdapter Adapter, string Label, string? BaseUrl, CredentialSecret Secret)
{
    /// <summary>What the vendor granted for it; null for a key that is sent as it is.</summary>
    public TokenGrant? Grant { get; init; }

    /// <summary>Last characters of the first field that is filled, when that is no secret.</summary>
    public string? Hint => Secret.Type == CredentialType.ApiKey
        && Descriptor.CredentialFields.FirstOrDefault(one => Secret.Values.GetValueOrDefault(one.Name) is { Length: > 0 }) is { IsSecret: false } first
        && Secret.Values[first.Name] is var value
            ? $"…{value[^Math.Min(4, value.Length)..]}"
            : null;

    public CredentialCandidate With(TokenGrant grant) => this with { Secret = Secret.With(grant), Grant = grant };

    public override string ToString() => $"{nameof(CredentialCandidate)}({Descriptor.Slug})";
}

/// <summary>Checks the form of what was entered.</summary>
internal sealed class CredentialIntake(PlatformCatalog catalog, PlatformRegistry registry, BaseUrlRules baseUrls)
{
    private const int LongestValue = 8192;
    public const int LongestLabel = 100;

    public async Task<Result<CredentialCandidate>> TakeAsync(NewCredential entered, CancellationToken cancellationToken)
    {
        if (await registry.FindAsync(entered.Platform, cancellationToken) is not { } entry)
        {
            return new UnknownPlatform(entered.Platform);
        }

        if (!entry.CanConnect || catalog.Adapter(entry.Descriptor.Slug) is not { } adapter)
        {
            return new PlatformNotConnectable(entry.Descriptor.DisplayName);
        }

        var label = string.IsNullOrWhiteSpace(entered.Label) ? ImportCredential.DefaultLabel : entered.Label.Trim();
        if (label.Length > LongestLabel || label.Any(char.IsControl))
        {
            return new LabelUnusable();
        }

        var secret = SecretOf(entry.Descriptor, entered.Values);
        if (!secret.Succeeded)
        {
            return Refused(secret.Refusal);
        }

        var baseUrl = baseUrls.Check(entered.BaseUrl);
        return baseUrl.Refusal is { } refusal
            ? Refused(refusal)
            : new CredentialCandidate(entry.Descriptor, adapter, label, baseUrl.Value, secret.Value);
    }

    public static Result<CredentialSecret> SecretOf(PlatformDescriptor platform, IReadOnlyDictionary<string, string> entered)
    {
        var values = new Dictionary<string, string>();
        foreach (var field in platform.CredentialFields)
        {
            var value = entered.GetValueOrDefault(field.Name)?.Trim() ?? "";
            if (value.Length == 0 && !field.Optional)
            {
                return new FieldMissing(field.Label);
            }

            if (value.Length > LongestValue || value.Any(char.IsControl))
            {
                return new FieldUnusable(field.Label);
            }

            values.Add(field.Name, value);
        }

        return new CredentialSecret(CredentialType.ApiKey, values);
    }

    private static Result<CredentialCandidate> Refused(Refusal refusal) => refusal;
}
