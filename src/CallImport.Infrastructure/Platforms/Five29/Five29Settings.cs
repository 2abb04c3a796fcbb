using CallImport.Domain.Platforms;
using CallImport.Infrastructure.FileDrops;

namespace CallImport.Infrastructure.Platforms.Five29;

/// <summary>What a connection says about its drop and its report service.</summary>
/// <param name="Drop">Null where the report alone is asked, and no files have come yet.</param>
internal sealed record Five29Settings(IDrop? Drop, TimeZoneInfo ReportZone, TimeZoneInfo NameZone, bool AsksReport)
{
    /// <exception cref="PlatformException">There is no such drop, a password without a user, or a zone that does not exist.</exception>
    public static Five29Settings Of(PlatformConnection connection, FileDropPlaces places, BucketDrops buckets)
    {
        var asksReport = Value(connection, Five29Platform.User) is not null;
        if (asksReport != Value(connection, Five29Platform.Password) is not null)
        {
            throw Five29Errors.NoPassword();
        }

        return new Five29Settings(
            BucketOf(connection) is { } bucket ? buckets.Open(bucket) : DropOf(connection, places, isNeeded: !asksReport),
            Zone(connection, Five29Platform.ReportZone, Five29Zone.OfReports),
            Zone(connection, Five29Platform.NameZone, Five29Zone.OfNames),
            asksReport);
    }

    private static DropFolder? DropOf(PlatformConnection connection, FileDropPlaces places, bool isNeeded)
    {
        if (!places.IsReady && (isNeeded || places.IsConfigured))
        {
            throw Five29Errors.NoPlace();
        }

        var found = places.Find(connection.WorkspaceId, Value(connection, Five29Platform.Folder) ?? FileDropPlaces.DefaultName);
        return found is null && isNeeded ? throw Five29Errors.NoDrop() : found;
    }

    /// <summary>Named by its bucket; the region says where Amazon has it.</summary>
    private static BucketPlace? BucketOf(PlatformConnection connection)
    {
        if (Value(connection, Five29Platform.Bucket) is not { } bucket)
        {
            return null;
        }

        var region = Value(connection, Five29Platform.Region) ?? "us-east-1";
        var endpoint = Value(connection, Five29Platform.Endpoint) ?? $"https://s3.{region}.amazonaws.com";
        return Uri.TryCreate(endpoint, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" && address is { UserInfo: "", Query: "", Fragment: "" }
            && Value(connection, Five29Platform.AccessKey) is { } accessKey && Value(connection, Five29Platform.SecretKey) is { } secretKey
            ? new BucketPlace
            {
                Endpoint = address,
                Region = region,
                Bucket = bucket,
                Prefix = Value(connection, Five29Platform.Prefix) ?? "",
                AccessKey = accessKey,
                SecretKey = secretKey,
            }
            : throw Five29Errors.NoBucket();
    }

    private static TimeZoneInfo Zone(PlatformConnection connection, string field, string usual)
    {
        var text = Value(connection, field) ?? usual;
        return Five29Zone.Parse(text) ?? throw Five29Errors.NoZone(text);
    }

    private static string? Value(PlatformConnection connection, string field) =>
        connection.Secret.Values.GetValueOrDefault(field) is { Length: > 0 } text ? text : null;
}
