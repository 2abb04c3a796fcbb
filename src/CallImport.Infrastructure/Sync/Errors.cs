using CallImport.Domain;
using CallImport.Domain.Sync;

namespace CallImport.Infrastructure.Sync;

public sealed record FrequencyOutOfRange() : Refusal(
    RefusalKind.BadInput,
    $"New calls can be fetched every {ImportSyncConfig.MinFrequencyMinutes} to {ImportSyncConfig.MaxFrequencyMinutes:N0} minutes.");

public sealed record SyncNotOffered(string DisplayName)
    : Refusal(RefusalKind.BadInput, $"{DisplayName} cannot be kept in sync. Import by hand; what is here already is never brought twice.");

public sealed record SyncIsOff() : Refusal(RefusalKind.Conflict, "The sync of this connection is switched off. Switch it on; its first run follows at once.");
