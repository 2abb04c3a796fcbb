using System.Text;

namespace CallImport.Domain.Platforms;

/// <summary>A workspace would like to import from a platform that is not here. Once per workspace and name, however it is spelt.</summary>
public sealed class PlatformWish
{
    public const int LongestName = 100;
    public const int LongestNote = 1_000;

    public Guid Id { get; init; }

    public Guid WorkspaceId { get; init; }

    /// <summary>As it was first written.</summary>
    public required string Name { get; init; }

    /// <summary>The same for all spellings: see <see cref="KeyOf"/>.</summary>
    public required string NameKey { get; init; }

    /// <summary>What the workspace says about it, at last; null for nothing.</summary>
    public string? Note { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    /// <returns>letters and digits in small letters; empty for a name without any</returns>
    public static string KeyOf(string name) => string.Concat(name.Normalize(NormalizationForm.FormKC).Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
