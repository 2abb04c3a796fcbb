namespace CallImport.Domain.Imports;

/// <summary>What becomes of a call when a worker lets go of it. Being stopped by a shutdown is no fate: such a call goes back as it was.</summary>
public abstract record CallFate
{
    private CallFate()
    {
    }

    /// <summary>It is in the library.</summary>
    public sealed record Done : CallFate;

    /// <summary>Waits for something outside the call. Spends no attempt and holds no worker.</summary>
    /// <param name="Until">Not before this moment.</param>
    /// <param name="Reason">For the user: what it waits for.</param>
    /// <param name="Cause">Class of what it waits for; null for something that is only not ready yet.</param>
    public sealed record Snooze(DateTimeOffset Until, string Reason, FailureClass? Cause = null) : CallFate;

    /// <summary>Failed, and is tried again.</summary>
    public sealed record Retry(DateTimeOffset At, FailureClass Class, string Reason) : CallFate;

    /// <summary>Failed for good; a person or a later import may try again.</summary>
    public sealed record Failed(FailureClass Class, string Reason) : CallFate;
}
