using System.Text;
using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.FileDrops;

namespace CallImport.Infrastructure.Platforms.Five29;

/// <summary>Reads a table as spreadsheets and report servers write it: quoted or bare cells, any line ends, comma, semicolon or tab.</summary>
internal static class Five29Csv
{
    /// <summary>A million rows; more is no list of calls that anybody could look at.</summary>
    private const long LongestFile = 256 * 1024 * 1024;

    private static readonly char[] Delimiters = [',', ';', '\t'];

    /// <exception cref="PlatformException">It is not text in a known encoding.</exception>
    public static async Task<List<string[]>> ReadAsync(IDrop drop, DroppedFile file, CancellationToken cancellationToken)
    {
        if (file.Bytes > LongestFile)
        {
            throw Unusable($"{file.Path} is larger than 256 MB. Split it by month.");
        }

        await using var content = await drop.OpenAsync(file, cancellationToken);
        if (content is null)
        {
            return [[]];
        }

        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes, cancellationToken);
        try
        {
            return Parse(Text(bytes.ToArray()));
        }
        catch (DecoderFallbackException)
        {
            throw Unusable($"{file.Path} is neither UTF-8 nor UTF-16. Save it as \"CSV UTF-8\".");
        }
    }

    public static List<string[]> Parse(string text)
    {
        var delimiter = Delimiters.MaxBy(candidate => text.AsSpan(0, End(text)).Count(candidate));
        var (rows, cells, cell) = (new List<string[]>(), new List<string>(), new StringBuilder());
        var (isQuoted, wasQuoted) = (false, false);
        for (var index = 0; index < text.Length; index++)
        {
            var letter = text[index];
            if (isQuoted)
            {
                if (letter == '"' && index + 1 < text.Length && text[index + 1] == '"')
                {
                    cell.Append('"');
                    index++;
                }
                else if (letter == '"')
                {
                    isQuoted = false;
                }
                else
                {
                    cell.Append(letter);
                }
            }
            else if (letter == '"' && cell.Length == 0 && !wasQuoted)
            {
                (isQuoted, wasQuoted) = (true, true);
            }
            else if (letter == delimiter)
            {
                EndCell();
            }
            else if (letter is '\n' or '\r')
            {
                index += letter == '\r' && index + 1 < text.Length && text[index + 1] == '\n' ? 1 : 0;
                EndRow();
            }
            else
            {
                cell.Append(letter);
            }
        }

        EndRow();
        return rows;

        void EndCell()
        {
            cells.Add(cell.ToString().Trim());
            cell.Clear();
            wasQuoted = false;
        }

        void EndRow()
        {
            EndCell();
            rows.Add([.. cells]);
            cells.Clear();
        }
    }

    public static PlatformException Unusable(string reason) => new(FailureClass.Permanent, reason, PlatformFault.UnusableAnswer);

    /// <summary>By its mark, else as UTF-8; what is not valid in it is a mistake, not a question mark.</summary>
    private static string Text(byte[] bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => Utf8.GetString(bytes, 3, bytes.Length - 3),
        [0xFF, 0xFE, ..] => new UnicodeEncoding(false, false, true).GetString(bytes, 2, bytes.Length - 2),
        [0xFE, 0xFF, ..] => new UnicodeEncoding(true, false, true).GetString(bytes, 2, bytes.Length - 2),
        _ => Utf8.GetString(bytes),
    };

    private static UTF8Encoding Utf8 { get; } = new(false, throwOnInvalidBytes: true);

    private static int End(string text) => text.AsSpan().IndexOfAny('\r', '\n') is >= 0 and var end ? end : text.Length;
}
