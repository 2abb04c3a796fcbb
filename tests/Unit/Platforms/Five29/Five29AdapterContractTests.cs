using CallImport.Domain.Platforms;
using CallImport.Sandbox.Five29;

namespace CallImport.Tests.Unit.Platforms.Five29;

public sealed class Five29AdapterContractTests : PlatformAdapterContract
{
    /// <summary>More than a page.</summary>
    private const int Calls = 60;

    private readonly ADrop drop = new();

    protected override IPlatformAdapter Adapter => drop.Adapter;

    protected override PlatformConnection Connection => drop.Connect("full");

    protected override PlatformConnection WrongConnection => drop.Connect("no-such-drop-here");

    protected override PlatformConnection EmptyConnection => drop.Connect();

    protected override Task<IReadOnlySet<string>> TruthAsync()
    {
        var full = Full;
        return Task.FromResult<IReadOnlySet<string>>(
            Directory.EnumerateFiles(full, "*.mp3", SearchOption.AllDirectories).Select(file => $"full/{Path.GetRelativePath(full, file)}").ToHashSet());
    }

    /// <summary>What a new export does.</summary>
    protected override Task KillCursorsAsync() => File.AppendAllTextAsync(Path.Combine(Full, "manifest.csv"), "\n", Cancelled);

    public override async ValueTask InitializeAsync() =>
        await Five29Samples.WriteAsync(Full, new Five29SampleShape(Calls, RecordingBytes: 9_000), TimeProvider.System, Cancelled);

    public override ValueTask DisposeAsync()
    {
        drop.Dispose();
        return ValueTask.CompletedTask;
    }

    private string Full => Path.Combine(Path.GetDirectoryName(drop.Folder) ?? "", "full");

    [Fact]
    public async Task Every_recording_of_the_sandbox_finds_its_row()
    {
        var report = await drop.InspectAsync(Connection);

        Assert.Equal((Calls, 0, 0, 0), (report.Matched.Count, report.WithoutRow.Count, report.RowsWithoutFile.Count, report.Unusable.Count));
        Assert.Empty(report.Remarks);
    }
}
