using CallImport.Bench.Running;

namespace CallImport.Bench.Load;

/// <summary>The limit and the application in turns, on one machine, against one source; what counts are the ratios.</summary>
internal static class LoadCommand
{
    public static async Task<int> RunAsync(Arguments arguments, CancellationToken cancellationToken)
    {
        var shape = LoadShape.Of(arguments);
        var report = new LoadReport(shape);
        await using var site = await Site.OpenAsync(shape, cancellationToken);
        await site.Database.FillAsync(arguments.Number("filled", 0), await site.Desk.MoveInAsync(cancellationToken), cancellationToken);
        var round = new LoadRound(site, shape);
        for (var turn = 0; turn < arguments.Number("rounds", 1); turn++)
        {
            if (arguments.Number("limit", 1) > 0)
            {
                report.Add(await round.LimitAsync(cancellationToken));
            }

            report.Add(await round.AppAsync(1, cancellationToken));
            if (shape.Nodes > 1)
            {
                report.Add(await round.AppAsync(shape.Nodes, cancellationToken));
            }
        }

        report.Print(arguments.Number("statements", 0));
        return 0;
    }
}
