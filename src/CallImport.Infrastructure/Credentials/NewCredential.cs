using CallImport.Domain;
using CallImport.Domain.Credentials;
using CallImport.Domain.Platforms;

namespace CallImport.Infrastructure.Credentials;

/// <summary>What a person or a program enters to connect an account. Never printed.</summary>
public sealed class NewCredential
{
    /// <summary>Slug or alias, in any case.</summary>
    public required string Platform { get; init; }

    /// <summary>Tells several accounts of one platform apart, 1–100 characters; null = <see cref="ImportCredential.DefaultLabel"/>.</summary>
    public string? Label { get; init; }

    /// <summary>API root of the account where it has one of its own; null = the platform's.</summary>
    public string? BaseUrl { get; init; }

    /// <summary>By <see cref="CredentialField.Name"/>.</summary>
    public required IReadOnlyDictionary<string, string> Values { get; init; }

    /// <summary>Takes one string apart by the platform's fields, joined by colons; the last field may contain colons itself.</summary>
    public static Result<NewCredential> FromApiKey(PlatformDescriptor platform, string apiKey, string? label = null, string? baseUrl = null)
    {
        var fields = platform.CredentialFields;
        var parts = apiKey.Trim().Split(':', Math.Max(1, fields.Count));
        return parts.Length < fields.Count(field => !field.Optional) || parts.Zip(fields).Any(pair => !pair.Second.Optional && string.IsNullOrWhiteSpace(pair.First))
            ? new KeyIncomplete(string.Join(':', fields.Select(field => field.Name)))
            : new NewCredential
            {
                Platform = platform.Slug,
                Label = label,
                BaseUrl = baseUrl,
                Values = fields.Zip(parts).ToDictionary(pair => pair.First.Name, pair => pair.Second),
            };
    }

    public override string ToString() => $"{nameof(NewCredential)}({Platform})";
}
