namespace CallImport.Infrastructure.Platforms.Http.Limits;

/// <summary>The answer of a bucket.</summary>
internal abstract record Admission;

/// <param name="Wait">Time until the turn that is now reserved; at most <see cref="Pace.Patience"/>.</param>
internal sealed record Admitted(TimeSpan Wait) : Admission;

/// <summary>Others are in front for longer than a request may wait.</summary>
internal sealed record Crowded(TimeSpan RetryAfter) : Admission;

/// <summary>The vendor asked to wait.</summary>
internal sealed record Blocked(TimeSpan RetryAfter) : Admission;

/// <summary>The day's quota, less what is left to others, is used up.</summary>
internal sealed record QuotaUsed(TimeSpan RetryAfter) : Admission;

/// <summary>The access token that the request would carry has ended, or there is a newer one.</summary>
internal sealed record Outdated : Admission;

/// <summary>Nothing is sent with a credential that the platform no longer accepts or that is deleted.</summary>
internal sealed record Locked(string? Reason) : Admission;
