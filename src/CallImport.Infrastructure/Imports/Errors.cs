using CallImport.Domain;

namespace CallImport.Infrastructure.Imports;

public sealed record ImportNotFound() : Refusal(RefusalKind.NotFound, "There is no such import.");

public sealed record ImportedCallNotFound() : Refusal(RefusalKind.NotFound, "There is no such call.");

public sealed record CredentialNotFound() : Refusal(RefusalKind.NotFound, "There is no such connection.");

public sealed record MayNotImport() : Refusal(RefusalKind.Forbidden, "You may look at imports, not change them. Ask an administrator of this workspace.");

public sealed record CredentialNotUsable(string? Reason)
    : Refusal(RefusalKind.CredentialInvalid, $"The platform no longer accepts this connection. {Reason ?? "Replace its credential, then try again."}");

public sealed record CredentialIsDeleted() : Refusal(
    RefusalKind.CredentialInvalid, "The connection of this import was deleted. Connect the account again and start a new import: it takes over what failed here.");

public sealed record PlatformNotOffered(string Platform)
    : Refusal(RefusalKind.BadInput, $"{Platform} cannot be imported from yet.");

public sealed record WrongWindow(string Reason) : Refusal(RefusalKind.BadInput, Reason);

public sealed record WrongArgument(string Reason) : Refusal(RefusalKind.BadInput, Reason);

public sealed record KeyUsedOtherwise()
    : Refusal(RefusalKind.Conflict, "This Idempotency-Key was used with other arguments within the last 24 hours.");

public sealed record StartedByAnother() : Refusal(RefusalKind.Conflict, "This import has been started by another node.");

public sealed record ImportHasEnded(string State) : Refusal(RefusalKind.Conflict, $"This import is {State}; that cannot be changed any more.");

public sealed record ImportIsRunning() : Refusal(RefusalKind.Conflict, "This import is still running. Cancel it first.");

public sealed record CallHasNotFailed() : Refusal(RefusalKind.Conflict, "Only a call that has failed can be tried again.");

public sealed record PlatformTrouble(string Reason) : Refusal(RefusalKind.PlatformUnavailable, Reason);

public sealed record PlatformBusy(string Reason) : Refusal(RefusalKind.RateLimited, Reason);
