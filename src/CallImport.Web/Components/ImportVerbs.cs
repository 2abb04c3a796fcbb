using CallImport.Infrastructure.Imports;

namespace CallImport.Web.Components;

/// <summary>What a person can do to an import from its page.</summary>
public sealed record ImportVerbs(
    PauseImport Pause, ResumeImport Resume, CancelImport Cancel, RetryFailedCalls RetryFailed, RetryImportedCall RetryCall, UndoImport Undo);
