using CallImport.Infrastructure.Sync;

namespace CallImport.Web.Components;

/// <summary>What a person can do to a sync from its page.</summary>
public sealed record SyncVerbs(ConfigureSync Configure, RunSyncNow RunNow, PreviewSync Preview);
