using System.Text.RegularExpressions;

namespace CallImport.Domain;

/// <summary>The stored, lower snake-case name of an enum value: <c>InProgress</c> is <c>in_progress</c>, <c>OAuth</c> is <c>oauth</c>.</summary>
public static partial class Slug
{
    public static string Of<TEnum>(TEnum value)
        where TEnum : struct, Enum => Names<TEnum>.ByValue[value];

    public static TEnum Parse<TEnum>(string slug)
        where TEnum : struct, Enum => Names<TEnum>.BySlug[slug];

    public static bool TryParse<TEnum>(string slug, out TEnum value)
        where TEnum : struct, Enum => Names<TEnum>.BySlug.TryGetValue(slug, out value);

    [GeneratedRegex("(?<=[a-z0-9])[A-Z]")]
    private static partial Regex WordStart();

    private static class Names<TEnum>
        where TEnum : struct, Enum
    {
        public static readonly IReadOnlyDictionary<TEnum, string> ByValue =
            Enum.GetValues<TEnum>().ToDictionary(value => value, value => WordStart().Replace(value.ToString(), "_$0").ToLowerInvariant());

        public static readonly IReadOnlyDictionary<string, TEnum> BySlug = ByValue.ToDictionary(pair => pair.Value, pair => pair.Key);
    }
}
