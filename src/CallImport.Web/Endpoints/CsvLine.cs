namespace CallImport.Web.Endpoints;

/// <summary>One line of a CSV file after RFC 4180, whose cells a spreadsheet shows and never computes.</summary>
internal static class CsvLine
{
    public static string Of(params string?[] cells) => string.Join(',', cells.Select(Cell)) + "\r\n";

    /// <summary>Text from outside that begins like a formula gets an apostrophe before it, as spreadsheets themselves write it.</summary>
    private static string Cell(string? text)
    {
        var inert = text is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n', ..] ? $"'{text}" : text ?? "";
        return inert.AsSpan().IndexOfAny(",\"\r\n") < 0 ? inert : $"\"{inert.Replace("\"", "\"\"")}\"";
    }
}
