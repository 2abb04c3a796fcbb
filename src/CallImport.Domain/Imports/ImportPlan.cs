using CallImport.Domain.Platforms;

namespace CallImport.Domain.Imports;

/// <summary>What an import would bring, before anything is written.</summary>
public sealed record ImportPlan
{
    /// <summary>The frozen window that was asked about.</summary>
    public required CallQuery Window { get; init; }

    /// <summary>Calls of the source in the window; null when the source cannot say.</summary>
    public required int? SourceCalls { get; init; }

    /// <summary>False when <see cref="SourceCalls"/> is an estimate.</summary>
    public required bool IsExact { get; init; }

    /// <summary>How many of them are in the library already; null when unknown, at most <see cref="SourceCalls"/>.</summary>
    public required int? AlreadyHere { get; init; }

    /// <summary>False: <see cref="AlreadyHere"/> is what is here of the window, which the source may no longer have all of.</summary>
    public required bool AlreadyHereIsExact { get; init; }

    /// <summary>Calls to import; null when the source cannot count.</summary>
    public required int? ToImport { get; init; }

    /// <summary>Up to ten of the newest calls.</summary>
    public required IReadOnlyList<PlannedCall> Sample { get; init; }

    /// <summary>Null when the source cannot count.</summary>
    public required ImportPrice? Price { get; init; }

    /// <summary>Null when the source cannot count.</summary>
    public required ImportDuration? Duration { get; init; }

    /// <summary>What <see cref="Duration"/> follows from, so that another share for others can be tried without asking the source again. Null when the source cannot count.</summary>
    public required ImportPace? Pace { get; init; }

    /// <summary>Storage needed, from the lengths of the sample; null when nothing is known about lengths.</summary>
    public required long? EstimatedBytes { get; init; }

    /// <summary>Bytes a second of talk, as the recordings of this platform that are here have; false: assumed.</summary>
    public required bool BytesAreMeasured { get; init; }
}

public sealed record PlannedCall(SourceCall Call, bool AlreadyHere);
