using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;

namespace CallImport.Infrastructure.Platforms.Five29;

/// <summary>Lists by the report: each recording it tells of, with its file where that has come, and files that no row tells of.</summary>
internal sealed class Five29Listing(Five29Report report, TimeProvider clock)
{
    /// <summary>Rows are dated by the beginning of a call, recordings begin later: menus, queues.</summary>
    private static readonly TimeSpan LongestLead = TimeSpan.FromHours(6);

    /// <summary>Clocks of names and rows differ by minutes.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(10);

    /// <summary>The report is some minutes late: before this a file without a row waits for it, so that it does not become a call of its own.</summary>
    private static readonly TimeSpan ReportLag = TimeSpan.FromHours(1);

    public async Task<CallPage> PageAsync(
        PlatformConnection connection, Five29Settings settings, CallQuery query, string? cursor, CancellationToken cancellationToken)
    {
        var at = cursor is null ? Five29ReportCursor.Start(query, clock.GetUtcNow()) : Five29ReportCursor.Parse(cursor);
        while (true)
        {
            var window = at.Window(query);
            if (window.From >= window.To)
            {
                return new CallPage([], null, null);
            }

            var (rows, units, drop) = await ReadAsync(connection, settings, window, cancellationToken);
            if (!rows.IsCut)
            {
                return new CallPage(Calls(settings, window, units, drop), at.After(window, query, rows.Rows.Count)?.ToString(), null);
            }

            at = at.Shorter(window)
                ?? throw new PlatformException(FailureClass.Permanent, $"Five9 cuts the call log even for the minute from {window.From:u}.", PlatformFault.UnusableAnswer);
        }
    }

    /// <summary>One report, however long the window is; where it is cut the count is only what it says.</summary>
    public async Task<CallCount> CountAsync(PlatformConnection connection, Five29Settings settings, CallQuery query, CancellationToken cancellationToken)
    {
        var window = query with { To = Five29ReportCursor.Start(query, clock.GetUtcNow()).End };
        if (window.From >= window.To)
        {
            return new CallCount(0, IsExact: true);
        }

        var (rows, units, drop) = await ReadAsync(connection, settings, window, cancellationToken);
        return new CallCount(Calls(settings, window, units, drop).Count, IsExact: !rows.IsCut);
    }

    /// <summary>What the report tells of a window and a little around it, and the drop as it is with that.</summary>
    public async Task<(Five29ReportRows Rows, IReadOnlyList<Five29Unit> Units, Five29Drop Drop)> ReadAsync(
        PlatformConnection connection, Five29Settings settings, CallQuery window, CancellationToken cancellationToken)
    {
        var wide = new CallQuery(window.From > DateTimeOffset.MinValue + LongestLead ? window.From - LongestLead : window.From, window.To + Slack);
        var rows = await report.ReadAsync(connection, wide, settings.ReportZone, cancellationToken);
        var units = Five29Unit.Of(rows.Rows);
        return (rows, units, await Five29Drop.ReadAsync(settings, [.. units.Select(unit => unit.Row)], cancellationToken));
    }

    private List<SourceCall> Calls(Five29Settings settings, CallQuery window, IReadOnlyList<Five29Unit> units, Five29Drop drop)
    {
        var files = drop.ByUnit(units);
        var taken = units.Select(unit => files.GetValueOrDefault(unit.Id)).OfType<Five29Item>().ToHashSet();
        var lagging = clock.GetUtcNow() - ReportLag;
        return
        [
            .. units.Where(unit => IsIn(unit.Row.StartedAt, window)).Select(unit => Five29Mapper.ToSourceCall(unit, settings.Drop, files.GetValueOrDefault(unit.Id))),

            // There are files only where there is a drop.
            .. drop.Items.Where(item => !taken.Contains(item) && IsIn(item.StartedAt, window) && (item.Match is not null || item.File.ModifiedAt < lagging))
                .Select(item => Five29Mapper.ToSourceCall(settings.Drop!, item, null)),
        ];
    }

    private static bool IsIn(DateTimeOffset moment, CallQuery window) => moment >= window.From && moment < window.To;
}
