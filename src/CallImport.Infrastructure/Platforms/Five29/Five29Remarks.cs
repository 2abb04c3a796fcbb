namespace CallImport.Infrastructure.Platforms.Five29;

/// <summary>What looks like a mistake in the drop or in its settings.</summary>
internal static class Five29Remarks
{
    public static IEnumerable<string> Of(IReadOnlyList<Five29Item> items, bool hasRows, Five29Join join)
    {
        if (!hasRows && items.Count > 0)
        {
            yield return "There is no manifest.csv: calls come with what the names of their files say. Export the report \"Call Log\" as manifest.csv into this folder.";
            yield break;
        }

        var alone = items.Where(item => item.Match is null).ToList();
        if (alone.Select(item => join.ZoneError(item.Name)).OfType<TimeSpan>().GroupBy(off => off).MaxBy(group => group.Count()) is { } offs && offs.Count() * 2 > alone.Count)
        {
            yield return $"{offs.Count()} recordings would fit a row if the clocks in their names were {Words(offs.Key)}. Correct one of the two time zones of this connection.";
        }

        var unread = items.Count(item => item.Name is { Clock: null, SessionId: null } && item.Match is null);
        if (unread > 0)
        {
            yield return $"{unread} file names follow no known pattern; these calls take the time at which the file was written. Their day stands in the name of the folder that Five9 wrote them to: hand them over with it, as a ZIP archive; or let a column RECORDING FILE in manifest.csv say which row is theirs.";
        }
    }

    /// <param name="off">How far the name's clock, as read now, is after the row's.</param>
    private static string Words(TimeSpan off) => FormattableString.Invariant($"{off.Duration():h\\:mm} h {(off > TimeSpan.Zero ? "earlier" : "later")} than they are read now");
}
