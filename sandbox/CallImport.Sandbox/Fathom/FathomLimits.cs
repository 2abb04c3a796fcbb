using CallImport.Sandbox.Vendors;

namespace CallImport.Sandbox.Fathom;

internal enum FathomBucket
{
    Normal,
    Heavy,
    Download,
}

/// <summary>Three limits a minute: one for everything, two more within it.</summary>
internal sealed class FathomLimits(FathomSandboxOptions options, TimeProvider time)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public RequestWindow Global { get; } = new(Minute, time) { Limit = options.RequestsPerMinute };

    public RequestWindow Heavy { get; } = new(Minute, time) { Limit = options.HeavyPerMinute };

    public RequestWindow Downloads { get; } = new(Minute, time) { Limit = options.DownloadsPerMinute };

    /// <summary>The one that is told in the headers: the narrowest that counts.</summary>
    public RequestWindow Of(FathomBucket bucket) => bucket switch
    {
        FathomBucket.Heavy => Heavy,
        FathomBucket.Download => Downloads,
        _ => Global,
    };

    /// <summary>Null when the request may pass, otherwise how long to wait.</summary>
    public TimeSpan? Refuse(FathomBucket bucket) => Global.Refuse() ?? (bucket == FathomBucket.Normal ? null : Of(bucket).Refuse());
}
