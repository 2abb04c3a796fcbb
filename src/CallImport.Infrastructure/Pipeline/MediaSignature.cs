namespace CallImport.Infrastructure.Pipeline;

/// <summary>What a recording is, by its first bytes; what a server calls it does not count.</summary>
/// <param name="Extension">Without a dot.</param>
internal sealed record MediaSignature(string MediaType, string Extension)
{
    /// <summary>Bytes needed for a sure answer.</summary>
    public const int Needed = 64;

    private static readonly MediaSignature Mp3 = new("audio/mpeg", "mp3");
    private static readonly MediaSignature Aac = new("audio/aac", "aac");

    /// <returns>null for what is no audio or video</returns>
    public static MediaSignature? Of(ReadOnlySpan<byte> head)
    {
        if (head.Length < 4)
        {
            return null;
        }

        return head switch
        {
            _ when head.StartsWith("ID3"u8) => Mp3,
            _ when head.StartsWith("OggS"u8) => new("audio/ogg", "ogg"),
            _ when head.StartsWith("fLaC"u8) => new("audio/flac", "flac"),
            _ when head.StartsWith("#!AMR"u8) => new("audio/amr", "amr"),
            _ when head.StartsWith("caff"u8) => new("audio/x-caf", "caf"),
            _ when head.StartsWith((ReadOnlySpan<byte>)[0x1A, 0x45, 0xDF, 0xA3]) => new("video/webm", "webm"),
            _ when head.StartsWith((ReadOnlySpan<byte>)[0x30, 0x26, 0xB2, 0x75, 0x8E, 0x66, 0xCF, 0x11]) => new("video/x-ms-asf", "wmv"),
            _ when Has(head, 0, "RIFF"u8) && Has(head, 8, "WAVE"u8) => new("audio/wav", "wav"),
            _ when Has(head, 0, "RIFF"u8) && Has(head, 8, "AVI "u8) => new("video/x-msvideo", "avi"),
            _ when Has(head, 0, "FORM"u8) && (Has(head, 8, "AIFF"u8) || Has(head, 8, "AIFC"u8)) => new("audio/aiff", "aiff"),
            _ when Has(head, 4, "ftyp"u8) => IsoMedia(head),
            _ => MpegFrame(head),
        };
    }

    private static MediaSignature IsoMedia(ReadOnlySpan<byte> head) => head switch
    {
        _ when Has(head, 8, "M4A"u8) || Has(head, 8, "M4B"u8) => new("audio/mp4", "m4a"),
        _ when Has(head, 8, "qt  "u8) => new("video/quicktime", "mov"),
        _ when Has(head, 8, "3gp"u8) => new("video/3gpp", "3gp"),
        _ => new("video/mp4", "mp4"),
    };

    /// <summary>
    /// MPEG audio without a tag: eleven set bits, then a version, layer, bit rate, sampling rate and emphasis that exist. ADTS has layer 0. Layer I, which nobody
    /// has recorded calls in, is left out: FF FE, where it begins, is above all how text in UTF-16 begins. Whether a second frame follows is not asked: recorders
    /// cut streams anywhere, and players find the next one by themselves.
    /// </summary>
    private static MediaSignature? MpegFrame(ReadOnlySpan<byte> head)
    {
        if (head[0] != 0xFF || (head[1] & 0xE0) != 0xE0)
        {
            return null;
        }

        var layer = (head[1] >> 1) & 3;
        if (layer == 0)
        {
            return (head[1] & 0xF0) == 0xF0 && ((head[2] >> 2) & 0xF) < 13 ? Aac : null;
        }

        var version = (head[1] >> 3) & 3;
        return layer != 3 && version != 1 && (head[2] >> 4) != 15 && ((head[2] >> 2) & 3) != 3 && (head[3] & 3) != 2 ? Mp3 : null;
    }

    private static bool Has(ReadOnlySpan<byte> head, int offset, ReadOnlySpan<byte> mark) => head.Length >= offset + mark.Length && head[offset..].StartsWith(mark);
}
