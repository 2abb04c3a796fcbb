namespace CallImport.Infrastructure.Verification;

/// <summary>In which way rows, counters, storage and source can disagree.</summary>
public enum DisagreementKind
{
    /// <summary>Something is missing that should be there.</summary>
    Lost,

    /// <summary>Something is there more than once.</summary>
    Duplicate,

    /// <summary>Something is there that nothing points to.</summary>
    Orphan,

    /// <summary>What is stored is not what was served.</summary>
    Corrupt,

    /// <summary>Nobody works on it although somebody could.</summary>
    Stuck,

    /// <summary>A job's numbers differ from its rows.</summary>
    Counters,

    /// <summary>Two rows that belong together contradict each other.</summary>
    Links,

    /// <summary>A call is held by nobody, or by somebody who may not hold it.</summary>
    Lease,

    /// <summary>A call counts twice for one job.</summary>
    Handover,
}

/// <param name="Subject">Id of the job, call or engagement, or the key of the object.</param>
/// <param name="Text">What does not agree, for an operator.</param>
public sealed record Disagreement(DisagreementKind Kind, string Subject, string Text);
