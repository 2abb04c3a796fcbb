using System.Globalization;

namespace CallImport.Domain.Imports;

/// <summary>Calls of a job that could not come with it, for one and the same reason, and what has become of them since.</summary>
public sealed record FailureGroup
{
    public required FailureClass Class { get; init; }

    public required string Reason { get; init; }

    /// <summary>As many as the job counts; the other numbers are parts of it.</summary>
    public required int Count { get; init; }

    /// <summary>Not taken up by another import: this job can try them again.</summary>
    public required int Here { get; init; }

    /// <summary>A later import has brought them.</summary>
    public int CameLater { get; init; }

    /// <summary>A later import is bringing them.</summary>
    public int OnTheirWay { get; init; }

    /// <summary>Whether trying again in this job may help without anybody's doing.</summary>
    public bool CanRetry => Here > 0 && FailureAdvice.MayHelpToRetry(Class);

    /// <summary>What has become of them, and what a person can do about those that are still missing.</summary>
    public string WhatToDo => string.Join(' ', new[]
    {
        CameLater == 0 ? null : CameLater == Count ? $"{Later("has brought", CameLater)}; nothing is left to do." : $"{Later("has brought", CameLater)}.",
        OnTheirWay == 0 ? null : $"{Later("is bringing", OnTheirWay)}.",
        Here == 0 ? null : FailureAdvice.WhatToDo(Class),
        NotLaterEither == 0 ? null : $"A later import took up {Some(NotLaterEither)} and has not brought {(NotLaterEither == 1 ? "it" : "them")}; see there.",
    }.OfType<string>());

    private int NotLaterEither => Count - Here - CameLater - OnTheirWay;

    private string Later(string verb, int calls) => $"A later import {verb} {Some(calls)}";

    private string Some(int calls) => calls switch
    {
        _ when calls < Count => string.Create(CultureInfo.InvariantCulture, $"{calls:N0} of them"),
        1 => "it",
        _ => "all of them",
    };
}

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
