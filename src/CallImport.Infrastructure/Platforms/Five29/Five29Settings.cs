using CallImport.Domain.Platforms;
using CallImport.Infrastructure.FileDrops;

namespace CallImport.Infrastructure.Platforms.Five29;

/// <summary>What a connection says about its drop and its report service.</summary>
/// <param name="Drop">Null where the report alone is asked, and no files have come yet.</param>
internal sealed record Five29Settings(IDrop? Drop, TimeZoneInfo ReportZone, TimeZoneInfo NameZone, bool AsksReport)
{
    /// <exception cref="PlatformException">There is no such drop, a password without a user, or a zone that does not exist.</exception>
    public static Five29Settings Of(PlatformConnection connection, FileDropPlaces places)
    {
        var asksReport = Value(connection, Five29Platform.User) is not null;
        if (asksReport != Value(connection, Five29Platform.Password) is not null)
        {
            throw Five29Errors.NoPassword();
        }

        return new Five29Settings(
            DropOf(connection, places, isNeeded: !asksReport),
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

    private static TimeZoneInfo Zone(PlatformConnection connection, string field, string usual)
    {
        var text = Value(connection, field) ?? usual;
        return Five29Zone.Parse(text) ?? throw Five29Errors.NoZone(text);
    }

    private static string? Value(PlatformConnection connection, string field) =>
        connection.Secret.Values.GetValueOrDefault(field) is { Length: > 0 } text ? text : null;
}
