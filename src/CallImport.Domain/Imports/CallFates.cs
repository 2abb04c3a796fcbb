using System.Data.Common;
using CallImport.Domain.Platforms;

namespace CallImport.Domain.Imports;

/// <summary>The one place that decides what a failure means for a call.</summary>
public static class CallFates
{
    /// <summary>Silence after a 429 that names no time.</summary>
    public static readonly TimeSpan DefaultLimitWait = TimeSpan.FromSeconds(30);

    /// <summary>Before storage is tried again.</summary>
    public static readonly TimeSpan StorageWait = TimeSpan.FromSeconds(10);

    /// <summary>Before a source that answers nobody is tried again.</summary>
    public static readonly TimeSpan OutageWait = TimeSpan.FromSeconds(20);

    /// <summary>Before the database is tried again.</summary>
    public static readonly TimeSpan DatabaseWait = TimeSpan.FromSeconds(2);

    /// <param name="fault">What a step threw. Never a cancellation: a stopped call has no fate.</param>
    /// <param name="failedAttempts">Attempts that failed before this one.</param>
    /// <param name="jitter">Chance, 0 ≤ jitter &lt; 1.</param>
    public static CallFate After(Exception fault, int failedAttempts, RetryRules rules, DateTimeOffset now, double jitter) => fault switch
    {
        PlatformException refused => ByClass(refused.FailureClass, refused.Message, refused.RetryAfter, failedAttempts, rules, now, jitter),
        CallFaultException ours => ByClass(ours.FailureClass, ours.Message, null, failedAttempts, rules, now, jitter),
        _ when IsDatabase(fault) => new CallFate.Snooze(now + DatabaseWait, "Waiting for the database."),
        _ => ByClass(FailureClass.Transient, $"An unexpected error ({fault.GetType().Name}); details are in the log.", null, failedAttempts, rules, now, jitter),
    };

    /// <summary>An outage of the source is no call's fault, however long it lasts.</summary>
    /// <param name="refused">What the source said to a question that has nothing to do with the call.</param>
    /// <param name="jitter">Chance, 0 ≤ jitter &lt; 1.</param>
    public static CallFate.Snooze DuringOutage(PlatformException refused, DateTimeOffset now, double jitter) =>
        new(now + Later(OutageWait + OutageWait * jitter / 2, refused.RetryAfter), refused.Message, FailureClass.Transient);

    /// <summary>Also when it comes wrapped: mappers say "likely a transient failure" around what the database said.</summary>
    public static bool IsDatabase(Exception? fault) => fault is not null && (fault is DbException || IsDatabase(fault.InnerException));

    private static CallFate ByClass(
        FailureClass failureClass, string reason, TimeSpan? retryAfter, int failedAttempts, RetryRules rules, DateTimeOffset now, double jitter) =>
        failureClass switch
        {
            // Everybody who waits for the same limit gets up a little apart, but never early.
            FailureClass.RateLimited => new CallFate.Snooze(
                now + (retryAfter ?? DefaultLimitWait) + TimeSpan.FromSeconds(jitter), reason, failureClass),

            // Claims ask whether the credential is valid; the moment it is replaced, the call goes on.
            FailureClass.AuthExpired => new CallFate.Snooze(now, reason, failureClass),
            FailureClass.Storage => new CallFate.Snooze(now + StorageWait + StorageWait * jitter / 2, reason, failureClass),
            FailureClass.Permanent => new CallFate.Failed(failureClass, reason),
            _ when failedAttempts + 1 >= rules.MaxAttempts => new CallFate.Failed(failureClass, reason),
            _ => new CallFate.Retry(now + Later(rules.WaitAfter(failedAttempts + 1, jitter), retryAfter), failureClass, reason),
        };

    private static TimeSpan Later(TimeSpan wait, TimeSpan? asked) => asked > wait ? asked.Value : wait;
}
