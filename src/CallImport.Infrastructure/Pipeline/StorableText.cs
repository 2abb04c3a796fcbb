using System.Text;
using System.Text.Json;
using CallImport.Infrastructure.Platforms.Http;

namespace CallImport.Infrastructure.Pipeline;

/// <summary>Makes foreign text fit for the database: no NUL, no halves of characters, no megabytes where a line is meant.</summary>
internal static class StorableText
{
    public const int LongestTitle = 1000;
    public const int LongestId = 255;

    /// <returns>null for null and for what is empty then</returns>
    public static string? Clean(string? text, int longest)
    {
        if (text is null)
        {
            return null;
        }

        var cut = text.Length > longest ? text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)] : text;
        return IsClean(cut) ? NullIfEmpty(cut) : NullIfEmpty(Repaired(cut));
    }

    /// <summary>The same for a whole text, as long as it is.</summary>
    public static string Clean(string text) => IsClean(text) ? text : Repaired(text);

    /// <returns>the JSON, cleaned; null when it is none</returns>
    public static string? CleanJson(string? json)
    {
        if (json is null)
        {
            return null;
        }

        try
        {
            var cleaned = JsonCleaning.Clean(Encoding.UTF8.GetBytes(json));
            var reader = new Utf8JsonReader(cleaned);
            while (reader.Read())
            {
            }

            return Encoding.UTF8.GetString(cleaned);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;

    private static bool IsClean(string text)
    {
        for (var index = 0; index < text.Length; index++)
        {
            var character = text[index];
            if (character == '\0' || (char.IsSurrogate(character) && !IsPair(text, ref index)))
            {
                return false;
            }
        }

        return true;
    }

    private static string Repaired(string text)
    {
        var repaired = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            repaired.Append(rune.Value == 0 ? Rune.ReplacementChar : rune);
        }

        return repaired.ToString();
    }

    private static bool IsPair(string text, ref int index)
    {
        var isPair = index + 1 < text.Length && char.IsSurrogatePair(text[index], text[index + 1]);
        index += isPair ? 1 : 0;
        return isPair;
    }
}
