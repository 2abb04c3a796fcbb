using CallImport.Domain;

namespace CallImport.Infrastructure.Workspaces;

public sealed record UnknownWorkspace(string Asked) : Refusal(RefusalKind.NotFound, $"There is no workspace '{Asked}'.");

public sealed record AmbiguousWorkspace(string Asked)
    : Refusal(RefusalKind.Conflict, $"Several workspaces are called '{Asked}'. Give the id instead.");

public sealed record WorkspaceNameMissing() : Refusal(RefusalKind.BadInput, "A workspace needs a name of 1 to 200 characters.");

public sealed record UnknownMember(string Email) : Refusal(RefusalKind.NotFound, $"{Email} is not a member of this workspace.");

public sealed record UserRefused(string Reasons) : Refusal(RefusalKind.BadInput, Reasons);

public sealed record TokenRefused(string Reason) : Refusal(RefusalKind.BadInput, Reason);

public sealed record UnknownToken() : Refusal(RefusalKind.NotFound, "There is no such token.");

public sealed record MayNotMakeTokens() : Refusal(RefusalKind.Forbidden, "This needs a session, or a token with the scope admin.");

public sealed record TokenTooWide(string Reason) : Refusal(RefusalKind.Forbidden, Reason);
