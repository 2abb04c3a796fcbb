using CallImport.Domain.Platforms;
using CallImport.Infrastructure.FileDrops;

namespace CallImport.Infrastructure.Platforms.Five29;

/// <summary>What a connection says about its drop.</summary>
internal sealed record Five29Settings(DropFolder Folder, TimeZoneInfo ReportZone, TimeZoneInfo NameZone)
{
    /// <exception cref="PlatformException">There is no such drop, or a zone that does not exist.</exception>
    public static Five29Settings Of(PlatformConnection connection, FileDropPlaces places)
    {
        if (!places.IsReady)
        {
            throw Five29Errors.NoPlace();
        }

        return new Five29Settings(
            places.Find(connection.WorkspaceId, Value(connection, Five29Platform.Folder, FileDropPlaces.DefaultName)) ?? throw Five29Errors.NoDrop(),
            Zone(connection, Five29Platform.ReportZone, Five29Zone.OfReports),
            Zone(connection, Five29Platform.NameZone, Five29Zone.OfNames));
    }

    private static TimeZoneInfo Zone(PlatformConnection connection, string field, string usual)
    {
        var text = Value(connection, field, usual);
        return Five29Zone.Parse(text) ?? throw Five29Errors.NoZone(text);
    }

    private static string Value(PlatformConnection connection, string field, string usual) =>
        connection.Secret.Values.GetValueOrDefault(field) is { Length: > 0 } text ? text : usual;
}
