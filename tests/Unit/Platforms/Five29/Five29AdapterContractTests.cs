using CallImport.Domain.Platforms;
using CallImport.Sandbox.Five29;

namespace CallImport.Tests.Unit.Platforms.Five29;

/// <summary>The whole suite over files; nothing that is asked of a server means anything here. The report service has tests of its own.</summary>
public sealed class Five29AdapterContractTests(Five29SampleDrop samples) : PlatformConformance, IClassFixture<Five29SampleDrop>
{
    private readonly ADrop drop = samples.Drop;

    protected override bool IsServed => false;

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

    public override ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private string Full => samples.Folder;

    [Fact]
    public async Task Every_recording_of_the_sandbox_finds_its_row()
    {
        var report = await drop.InspectAsync(Connection);

        Assert.Equal((Five29SampleDrop.Calls, 0, 0, 0), (report.Matched.Count, report.WithoutRow.Count, report.RowsWithoutFile.Count, report.Unusable.Count));
        Assert.Empty(report.Remarks);
    }
}

/// <summary>A drop as the sandbox fills it, written once for all checks.</summary>
public sealed class Five29SampleDrop : IAsyncLifetime
{
    /// <summary>More than a page.</summary>
    public const int Calls = 60;

    public string Folder => Path.Combine(Path.GetDirectoryName(Drop.Folder) ?? "", "full");

    internal ADrop Drop { get; } = new();

    public async ValueTask InitializeAsync() => await Five29Samples.WriteAsync(
        Folder, new Five29SampleShape(Calls, RecordingBytes: 9_000), TimeProvider.System, TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync()
    {
        Drop.Dispose();
        return ValueTask.CompletedTask;
    }
}
