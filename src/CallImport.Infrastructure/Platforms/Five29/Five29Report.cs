using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;

namespace CallImport.Infrastructure.Platforms.Five29;

/// <summary>Has Five9 run the call log for a window and reads it.</summary>
internal sealed class Five29Report(Five29Api api, TimeProvider clock)
{
    private const string Folder = "Call Log Reports";
    private const string Name = "Call Log";

    /// <summary>Documented; and the number at which results were seen to end without a word.</summary>
    private static readonly int[] Caps = [50_000, 5_000];

    /// <summary>A report of a year takes minutes.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <exception cref="PlatformException">Five9 refuses, or what comes is no call log.</exception>
    public async Task<Five29ReportRows> ReadAsync(PlatformConnection connection, CallQuery window, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var identifier = await api.RunReportAsync(connection, Folder, Name, window, cancellationToken);
        var (started, pause) = (clock.GetTimestamp(), TimeSpan.FromMilliseconds(100));
        while (true)
        {
            var isRunning = await api.IsReportRunningAsync(connection, identifier, cancellationToken);
            if (!isRunning)
            {
                try
                {
                    return Read(await api.ReportCsvAsync(connection, identifier, cancellationToken), zone);
                }
                catch (PlatformException early) when (early.InnerException is Five29ResultIsNotReadyException)
                {
                    isRunning = true;
                }
            }

            if (clock.GetElapsedTime(started) > Patience)
            {
                throw new PlatformException(FailureClass.Transient, "Five9 has not finished the call log within ten minutes. It is asked for again.");
            }

            // Five9 waits by itself; this only keeps one that does not from being asked without a pause.
            await Task.Delay(pause, clock, cancellationToken);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    private static Five29ReportRows Read(string csv, TimeZoneInfo zone)
    {
        var table = Five29Csv.Parse(csv);
        var remarks = new List<string>();
        var lines = table.Skip(1).Count(cells => !cells.All(string.IsNullOrEmpty));
        return new Five29ReportRows(Five29Manifest.Read(table, "The report \"Call Log\"", "", zone, remarks), IsCut: lines >= Caps[0] || lines == Caps[1], remarks);
    }
}

/// <param name="IsCut">There may be more than Five9 gives at once.</param>
internal sealed record Five29ReportRows(IReadOnlyList<Five29Row> Rows, bool IsCut, IReadOnlyList<string> Remarks);
