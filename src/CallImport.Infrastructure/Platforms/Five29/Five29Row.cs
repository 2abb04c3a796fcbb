namespace CallImport.Infrastructure.Platforms.Five29;

/// <summary>A leg of a call, as the report has it. One call may have several with the same id.</summary>
internal sealed record Five29Row
{
    /// <summary>Of the file, counted from 1.</summary>
    public required int Line { get; init; }

    public required string CallId { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>The same as it is written there: it stays the same when the zone is corrected.</summary>
    public required DateTime Leg { get; init; }

    public required string Campaign { get; init; }

    public required string Direction { get; init; }

    /// <summary>Login, often an e-mail address; null when nobody answered.</summary>
    public string? Agent { get; init; }

    public string? AgentName { get; init; }

    public required string Ani { get; init; }

    public required string Dnis { get; init; }

    public string? CustomerName { get; init; }

    public string? SessionId { get; init; }

    /// <summary>From the drop's own folder, where the list says it.</summary>
    public string? RecordingFile { get; init; }

    public int? DurationSeconds { get; init; }

    /// <summary>When recordings began and how long they are. That there are some does not say where.</summary>
    public required IReadOnlyList<Five29Mark> Recordings { get; init; }

    /// <summary>How far the clock of a recording's name may be off: ringing, and clocks of two servers. Less where another row is near.</summary>
    public TimeSpan Tolerance { get; init; } = MostTolerance;

    public static TimeSpan MostTolerance { get; } = TimeSpan.FromSeconds(180);

    /// <summary>Everything the row says, by column.</summary>
    public required IReadOnlyDictionary<string, string> Values { get; init; }

    public string Customer => Direction == "inbound" ? Ani : Dnis;

    /// <summary>A report without the column says nothing about recordings.</summary>
    public bool IsRecorded => RecordingFile is not null || Recordings.Count > 0 || !TellsRecordings;

    public bool TellsRecordings { get; init; } = true;
}

/// <param name="Clock">Time of day, as it is written there.</param>
internal readonly record struct Five29Mark(DateTimeOffset StartedAt, int Seconds, TimeSpan Clock);
