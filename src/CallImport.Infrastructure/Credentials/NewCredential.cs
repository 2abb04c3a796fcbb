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

    /// <summary>
    /// Takes one string apart by the platform's fields, joined by colons; the last field may contain colons itself. Where fields have to be named, the
    /// whole string may be <c>name=value</c> pairs instead, joined by semicolons.
    /// </summary>
    public static Result<NewCredential> FromApiKey(PlatformDescriptor platform, string apiKey, string? label = null, string? baseUrl = null)
    {
        var key = apiKey.Trim();
        CredentialField[] inOrder = [.. platform.CredentialFields.Where(field => !field.IsNamed)];
        var values = inOrder.Length < platform.CredentialFields.Count && IsNamed(key, platform.CredentialFields) ? Named(key, platform.CredentialFields) : InOrder(key, inOrder);
        return values is null
            ? new KeyIncomplete(string.Join(':', inOrder.Select(field => field.Name)))
            : new NewCredential { Platform = platform.Slug, Label = label, BaseUrl = baseUrl, Values = values };
    }

    private static Dictionary<string, string>? InOrder(string key, CredentialField[] fields)
    {
        var parts = key.Split(':', Math.Max(1, fields.Length));

        // Fields that may all be left out are still meant, all of them, by who writes some.
        var allOrNone = Array.TrueForAll(fields, field => field.Optional);
        return parts.Length < (allOrNone ? fields.Length : fields.Count(field => !field.Optional))
            || parts.Zip(fields).Any(pair => (allOrNone || !pair.Second.Optional) && string.IsNullOrWhiteSpace(pair.First))
                ? null
                : fields.Zip(parts).ToDictionary(pair => pair.First.Name, pair => pair.Second);
    }

    private static bool IsNamed(string key, IReadOnlyList<CredentialField> fields) => fields.Any(field => key.StartsWith($"{field.Name}=", StringComparison.Ordinal));

    /// <summary>A semicolon ends a value only where the next name follows: passwords may hold some.</summary>
    private static Dictionary<string, string> Named(string key, IReadOnlyList<CredentialField> fields)
    {
        var starts = fields.Select(field => (field.Name, At: $";{key}".IndexOf($";{field.Name}=", StringComparison.Ordinal))).Where(start => start.At >= 0).OrderBy(start => start.At).ToList();
        return starts.Index().ToDictionary(
            start => start.Item.Name,
            start => key[(start.Item.At + start.Item.Name.Length + 1)..(start.Index + 1 < starts.Count ? starts[start.Index + 1].At - 1 : key.Length)]);
    }

    public override string ToString() => $"{nameof(NewCredential)}({Platform})";
}
