using System.Globalization;
using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;

namespace CallImport.Infrastructure.Platforms.Five29;

/// <summary>The last recording of a page, and the lists by which it had its place.</summary>
internal sealed record Five29Cursor(string Lists, DateTimeOffset StartedAt, string Path)
{
    public static Five29Cursor Of(string lists, Five29Item last) => new(lists, last.StartedAt, last.File.Path);

    /// <exception cref="PlatformException">The lists are other ones by now.</exception>
    public static Five29Cursor? Parse(string? cursor, string lists) =>
        cursor is null ? null
        : cursor.Split('|', 3) is [var then, var ticks, var path] && then == lists && long.TryParse(ticks, CultureInfo.InvariantCulture, out var at)
            ? new Five29Cursor(then, new DateTimeOffset(at, TimeSpan.Zero), path)
            : throw new PlatformException(FailureClass.Transient, "The call log in the drop folder was replaced while it was read.", PlatformFault.CursorExpired);

    public bool IsBefore(Five29Item item) =>
        item.StartedAt > StartedAt || (item.StartedAt == StartedAt && string.CompareOrdinal(item.File.Path, Path) > 0);

    public override string ToString() => FormattableString.Invariant($"{Lists}|{StartedAt.UtcTicks}|{Path}");
}
