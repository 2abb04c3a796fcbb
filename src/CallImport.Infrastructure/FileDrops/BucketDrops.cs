namespace CallImport.Infrastructure.FileDrops;

/// <summary>Where a bucket is and who may read it; any server that speaks S3. Never printed.</summary>
public sealed record BucketPlace
{
    public required Uri Endpoint { get; init; }

    /// <summary>Part of the signature; servers of one's own mostly take any.</summary>
    public required string Region { get; init; }

    public required string Bucket { get; init; }

    /// <summary>Of keys; empty for the whole bucket.</summary>
    public string Prefix { get; init; } = "";

    public required string AccessKey { get; init; }

    public required string SecretKey { get; init; }

    public override string ToString() => nameof(BucketPlace);
}

/// <summary>Opens buckets as drops. They are reached by guarded connections only.</summary>
public sealed class BucketDrops(IHttpClientFactory clients)
{
    /// <summary>No name of a folder has a colon.</summary>
    internal const string NamePrefix = "s3:";

    public static bool IsNameOfOne(string name) => name.StartsWith(NamePrefix, StringComparison.Ordinal);

    public IDrop Open(BucketPlace place) => new BucketDrop(place, clients);
}
