using CallImport.Domain;
using CallImport.Domain.Platforms;

namespace CallImport.Infrastructure.Credentials;

public sealed record UnknownCredential() : Refusal(RefusalKind.NotFound, "There is no such connection.");

public sealed record MayNotManageCredentials()
    : Refusal(RefusalKind.Forbidden, "Only administrators of this workspace may connect accounts. Ask one of them.");

public sealed record UnknownPlatform(string Asked) : Refusal(RefusalKind.BadInput, $"The platform '{Asked}' is not known.");

public sealed record PlatformNotConnectable(string DisplayName) : Refusal(RefusalKind.BadInput, $"{DisplayName} cannot be connected yet.");

public sealed record FieldMissing(string Label) : Refusal(RefusalKind.BadInput, $"{Label} is missing.");

public sealed record FieldUnusable(string Label) : Refusal(RefusalKind.BadInput, $"{Label} is too long or contains characters that no key has.");

/// <param name="Form">How the parts are joined, in words: <c>user:password</c>.</param>
public sealed record KeyIncomplete(string Form) : Refusal(RefusalKind.BadInput, $"The key has to be given as {Form}.");

public sealed record LabelUnusable() : Refusal(RefusalKind.BadInput, "A label has 1 to 100 characters.");

public sealed record LabelTaken(string DisplayName, string Label)
    : Refusal(RefusalKind.Conflict, $"There is already a {DisplayName} connection named '{Label}'. Replace its key, or give this one another name.");

public sealed record BaseUrlUnusable(string Reason) : Refusal(RefusalKind.BadInput, $"The base URL cannot be used: {Reason}");

/// <summary>The platform said no; nothing was saved.</summary>
public sealed record CredentialRefused(CredentialCheck Check)
    : Refusal(RefusalKind.CredentialInvalid, Check.Fix is null ? Check.Detail : $"{Check.Detail} {Check.Fix}");

/// <summary>The platform could not be asked; nothing was saved.</summary>
public sealed record PlatformNotReached(CredentialCheck Check)
    : Refusal(RefusalKind.PlatformUnavailable, Check.Fix is null ? Check.Detail : $"{Check.Detail} {Check.Fix}");

/// <summary>The platform asks to wait; it cannot be said whether the credential is good.</summary>
public sealed record PlatformBusy(CredentialCheck Check)
    : Refusal(RefusalKind.RateLimited, Check.Fix is null ? Check.Detail : $"{Check.Detail} {Check.Fix}");

public sealed record CredentialHasChanged()
    : Refusal(RefusalKind.Conflict, "This connection was changed by somebody else in the meantime. Look at it again.");
