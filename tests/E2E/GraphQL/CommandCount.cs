using System.Diagnostics;

namespace CallImport.Tests.E2E.GraphQL;

/// <summary>Counts the commands that one act sends to the database, whatever other tests do meanwhile.</summary>
internal sealed class CommandCount : IDisposable
{
    private readonly Activity act = new Activity("counted").Start();
    private readonly ActivityListener listener;
    private int commands;

    public CommandCount()
    {
        listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = Count,
        };
        ActivitySource.AddActivityListener(listener);
    }

    public int Commands => Volatile.Read(ref commands);

    public void Dispose()
    {
        listener.Dispose();
        act.Dispose();
    }

    private void Count(Activity command)
    {
        if (command.TraceId == act.TraceId && (command.GetTagItem("db.query.text") ?? command.GetTagItem("db.statement")) is not null)
        {
            Interlocked.Increment(ref commands);
        }
    }
}
