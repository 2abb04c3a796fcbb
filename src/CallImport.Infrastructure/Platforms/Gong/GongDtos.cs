using System.Text.Json;

namespace CallImport.Infrastructure.Platforms.Gong;

// As POST /v2/calls/extensive and POST /v2/calls/transcript answer. Live answers are looser than the published description: everything may be
// null or absent, ids may be numbers. What is kept for provenance stays JSON.

internal sealed record GongRecords
{
    public int? TotalRecords { get; init; }

    public string? Cursor { get; init; }
}

internal sealed record GongCallsPage
{
    public GongRecords? Records { get; init; }

    public IReadOnlyList<GongCall>? Calls { get; init; }

    /// <summary>How Gong says that the window is empty: 404 with a certain text.</summary>
    public static GongCallsPage Empty { get; } = new() { Records = new GongRecords { TotalRecords = 0 }, Calls = [] };
}

internal sealed record GongCall
{
    public JsonElement MetaData { get; init; }

    public JsonElement Parties { get; init; }

    public GongMedia? Media { get; init; }
}

internal sealed record GongMedia
{
    public string? AudioUrl { get; init; }

    public string? VideoUrl { get; init; }

    public override string ToString() => nameof(GongMedia);
}

internal sealed record GongTranscriptsPage
{
    public GongRecords? Records { get; init; }

    public IReadOnlyList<JsonElement>? CallTranscripts { get; init; }

    public static GongTranscriptsPage Empty { get; } = new() { CallTranscripts = [] };
}

internal sealed record GongErrorBody
{
    public IReadOnlyList<string?>? Errors { get; init; }
}

internal sealed record GongRequest
{
    public string? Cursor { get; init; }

    public required GongFilter Filter { get; init; }

    public GongContentSelector? ContentSelector { get; init; }
}

internal sealed record GongFilter
{
    public string? FromDateTime { get; init; }

    public string? ToDateTime { get; init; }

    public IReadOnlyList<string>? CallIds { get; init; }
}

internal sealed record GongContentSelector(GongExposedFields ExposedFields);

internal sealed record GongExposedFields(bool Parties = false, bool Media = false);
