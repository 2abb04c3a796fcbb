namespace CallImport.Domain.Imports;

/// <summary>The six classes of failure. The class alone decides whether an attempt is spent and how long to wait.</summary>
public enum FailureClass
{
    /// <summary>May pass by itself: time-outs, 5xx, cut connections.</summary>
    Transient,

    /// <summary>The vendor asks to wait. Spends no attempt.</summary>
    RateLimited,

    /// <summary>The credential no longer works; waits for a person. Spends no attempt.</summary>
    AuthExpired,

    /// <summary>Can never succeed; tried once.</summary>
    Permanent,

    /// <summary>Our disk or object store. Spends no attempt.</summary>
    Storage,

    /// <summary>What arrived is not what was announced: truncated, spliced, mislabelled.</summary>
    Integrity,
}
