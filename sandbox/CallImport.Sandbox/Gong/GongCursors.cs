using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using CallImport.Sandbox.Vendors;

namespace CallImport.Sandbox.Gong;

/// <summary>Where the next page starts: after which call, of how many, and for which arguments it was made.</summary>
internal sealed record GongCursor
{
    public required string CallId { get; init; }
    public required int Total { get; init; }
    public required int PageNumber { get; init; }
    public required int PageSize { get; init; }

    /// <summary>Start of that call, Unix seconds.</summary>
    public required long Time { get; init; }
    public required long Exp { get; init; }

    /// <summary>Mark of the arguments; a cursor is good for no others.</summary>
    public required string Args { get; init; }

    /// <summary>Start and id of the call before the page that this cursor follows; tells the sandbox what the last page was.</summary>
    public long PreviousTime { get; init; }
    public string? PreviousCallId { get; init; }

    /// <summary>Makes a cursor to the same place look like another one.</summary>
    public int Copy { get; init; }
}

/// <summary>Cursors as signed JSON web tokens.</summary>
internal sealed class GongCursors(Signer signer, TimeProvider time)
{
    private static readonly string Header = Base64Url.EncodeToString("""{"alg":"HS256","typ":"JWT"}"""u8);

    public string Write(GongCursor cursor)
    {
        var content = $"{Header}.{Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(cursor, GongJson.WithoutNulls))}";
        return $"{content}.{signer.Sign(content)}";
    }

    /// <summary>The cursor, or the reason for which it is refused.</summary>
    public (GongCursor? Cursor, string Error) Read(string text, string args)
    {
        var end = text.LastIndexOf('.');
        if (end < 0 || !text.StartsWith(Header + ".", StringComparison.Ordinal) || !signer.IsSigned(text[..end], text[(end + 1)..]))
        {
            return (null, "Failed to verify cursor");
        }

        var body = Base64Url.DecodeFromChars(text.AsSpan()[(Header.Length + 1)..end]);
        var cursor = JsonSerializer.Deserialize<GongCursor>(Encoding.UTF8.GetString(body), GongJson.Plain);
        return cursor switch
        {
            null => (null, "Failed to verify cursor"),
            _ when cursor.Exp <= time.GetUtcNow().ToUnixTimeSeconds() => (null, "cursor has expired"),
            _ when cursor.Args != args => (null, "Failed to verify cursor: the arguments differ from those it was made for"),
            _ => (cursor, ""),
        };
    }
}
