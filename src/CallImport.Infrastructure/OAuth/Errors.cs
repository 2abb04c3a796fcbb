using CallImport.Domain;

namespace CallImport.Infrastructure.OAuth;

public sealed record OAuthNotOffered(string DisplayName) : Refusal(
    RefusalKind.BadInput, $"{DisplayName} is not connected by signing in. Connect it by its key: createImportCredential, or the form of the connect page.");

public sealed record OAuthNotSetUp(string DisplayName, string ConfigurationName) : Refusal(
    RefusalKind.BadInput,
    $"Signing in at {DisplayName} is not set up on this server. Its operator has to register it at {DisplayName} and set Platforms:{ConfigurationName}:OAuth:ClientId and ClientSecret.");

public sealed record OAuthNeedsPerson() : Refusal(RefusalKind.Forbidden, "Only a member of the workspace can connect an account by signing in.");

/// <summary>Also what a state of another session, user, workspace or platform is answered with.</summary>
public sealed record OAuthStateUnknown() : Refusal(
    RefusalKind.BadInput, "This sign-in was not begun here: it belongs to another browser session, workspace or platform. Begin it again from this page.");

public sealed record OAuthStateUsed() : Refusal(
    RefusalKind.BadInput, "This sign-in was already completed or ended; it counts once. Begin it again if the account is not connected.");

public sealed record OAuthStateExpired() : Refusal(RefusalKind.BadInput, "This sign-in took too long and has expired. Begin it again.");

public sealed record OAuthDenied(string DisplayName) : Refusal(
    RefusalKind.BadInput, $"{DisplayName} was told not to give access, so nothing was connected. Begin again and allow it, or ask an administrator of {DisplayName}.");

/// <summary>Anything else that a vendor sends instead of a code; its own words are not repeated.</summary>
public sealed record OAuthFailedThere(string DisplayName) : Refusal(
    RefusalKind.BadInput, $"{DisplayName} did not complete the sign-in. Begin again; if it stays, the operator has to compare the redirect address and scopes registered at {DisplayName}.");

public sealed record OAuthRefused(string Reason) : Refusal(RefusalKind.CredentialInvalid, Reason);

public sealed record OAuthPlatformAway(string Reason) : Refusal(RefusalKind.PlatformUnavailable, Reason);

public sealed record OAuthPlatformBusy(string Reason) : Refusal(RefusalKind.RateLimited, Reason);

public sealed record CustomerHostUnusable(string DisplayName) : Refusal(
    RefusalKind.CredentialInvalid,
    $"{DisplayName} named an API address that this server may not send the access to. The operator can allow it with CredentialHosts and Outbound:Allow.");
