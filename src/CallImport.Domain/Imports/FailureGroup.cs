namespace CallImport.Domain.Imports;

/// <summary>Calls of a job that could not come, for one and the same reason.</summary>
/// <param name="WhatToDo">What a person can do about it, in one sentence.</param>
/// <param name="CanRetry">Whether trying again may help without anybody's doing.</param>
public sealed record FailureGroup(FailureClass Class, string Reason, int Count, string WhatToDo, bool CanRetry);

public static class FailureAdvice
{
    public static string WhatToDo(FailureClass failureClass) => failureClass switch
    {
        FailureClass.Transient => "Retry; the source or the network had trouble.",
        FailureClass.RateLimited => "Retry later; the source's limit was used up.",
        FailureClass.AuthExpired => "Reconnect the account, then retry.",
        FailureClass.Permanent => "The source cannot give this call; retry only after something has changed there.",
        FailureClass.Storage => "Ask your administrator to check the storage, then retry.",
        FailureClass.Integrity => "Retry; if it fails again, check whether the recording plays at the source.",
        _ => "Retry.",
    };

    public static bool MayHelpToRetry(FailureClass failureClass) => failureClass is not FailureClass.Permanent;
}
