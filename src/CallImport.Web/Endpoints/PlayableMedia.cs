namespace CallImport.Web.Endpoints;

/// <summary>Media types that browsers only play. Everything else is handed out as a file to save.</summary>
/// <param name="Type">As sent to the browser.</param>
/// <param name="Extension">For the name of a saved file, without a dot.</param>
internal sealed record PlayableMedia(string Type, string Extension)
{
    public const string Unknown = "application/octet-stream";

    private static readonly Dictionary<string, PlayableMedia> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["audio/mpeg"] = new("audio/mpeg", "mp3"),
        ["audio/mp3"] = new("audio/mpeg", "mp3"),
        ["audio/mp4"] = new("audio/mp4", "m4a"),
        ["audio/x-m4a"] = new("audio/mp4", "m4a"),
        ["audio/aac"] = new("audio/aac", "aac"),
        ["audio/wav"] = new("audio/wav", "wav"),
        ["audio/x-wav"] = new("audio/wav", "wav"),
        ["audio/ogg"] = new("audio/ogg", "ogg"),
        ["audio/flac"] = new("audio/flac", "flac"),
        ["audio/webm"] = new("audio/webm", "webm"),
        ["video/mp4"] = new("video/mp4", "mp4"),
        ["video/webm"] = new("video/webm", "webm"),
        ["video/ogg"] = new("video/ogg", "ogv"),
        ["video/quicktime"] = new("video/quicktime", "mov"),
    };

    /// <param name="type">As recorded when the bytes were looked at; parameters are ignored.</param>
    public static PlayableMedia? Find(string? type) => type is null ? null : Known.GetValueOrDefault(type.Split(';')[0].Trim());
}
