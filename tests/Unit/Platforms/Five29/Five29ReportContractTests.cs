using System.Text;
using System.Text.Json;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms.Five29;

namespace CallImport.Tests.Unit.Platforms.Five29;

/// <summary>The whole suite over the report service: it tells of the calls, their recordings lie in a drop with a list that names them.</summary>
public sealed class Five29ReportContractTests(Five29ReportContractTests.Source source)
    : PlatformConformance, IClassFixture<Five29ReportContractTests.Source>
{
    private const string Password = "sandbox-five9-password";

    private readonly ADrop drop = new();
    private readonly SandboxPlatforms sandbox = new(source.Address, Five29Platform.Descriptor, described: null);
    private bool isByFiles;

    protected override IPlatformAdapter Adapter => drop.Adapter;

    protected override PlatformConnection Connection => isByFiles ? drop.Connect() : Account("reports@harborline.test", Password);

    protected override PlatformConnection WrongConnection => Account("reports@harborline.test", "a-wrong-password");

    protected override PlatformConnection EmptyConnection => drop.Report(Service, "reports@labs.test", Password, "nothing");

    protected override Uri Server => source.Address;

    protected override bool ServesRecordings => false;

    protected override bool LocatingAsks => false;

    protected override bool TranscriptsAsk => false;

    private Uri Service => new(source.Address, "/five29");

    public override async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(drop.Folder) ?? "", "nothing"));
        var list = new StringBuilder();
        foreach (var (number, call) in (await ListAsync()).Index())
        {
            var row = RowOf(call);
            list.Append(number == 0 ? $"{string.Join(',', row.Keys)},RECORDING FILE\n" : "")
                .AppendJoin(',', row.Values.Append($"{number}.wav").Select(cell => $"\"{cell}\"")).Append('\n');
            drop.WithRecording($"{number}.wav").WithText($"{number}.vtt", "WEBVTT\n\n00:01.500 --> 00:02.000\nGood morning.\n");
        }

        drop.WithText("manifest.csv", $"{list}");
    }

    public override async ValueTask DisposeAsync()
    {
        await sandbox.ControlAsync("faults", Array.Empty<object>(), Cancelled);
        sandbox.Dispose();
        drop.Dispose();
    }

    /// <summary>By the ids of the calls; those of their recordings are made of more.</summary>
    protected override async Task<IReadOnlySet<string>> TruthAsync()
    {
        var listed = await ListAsync();
        Assert.Equal((await sandbox.TruthAsync(Cancelled)).Order(), listed.Select(call => call.SourceGroupId).Order());
        return listed.Select(call => call.SourceCallId).ToHashSet();
    }

    /// <summary>What somebody does who takes the report service out of the connection.</summary>
    protected override Task KillCursorsAsync()
    {
        isByFiles = true;
        return Task.CompletedTask;
    }

    private PlatformConnection Account(string user, string password) => drop.Report(Service, user, password);

    private static Dictionary<string, string> RowOf(SourceCall call)
    {
        using var metadata = JsonDocument.Parse(call.SourceMetadata);
        return metadata.RootElement.GetProperty("row").Deserialize<Dictionary<string, string>>() ?? [];
    }

    public sealed class Source() : SharedSandbox(options =>
    {
        (options.Five29.Calls, options.Five29.RecordingBytes) = (40, 20_000);
        (options.Five29.ReportsPerMinute, options.Five29.RunningAnswers) = (0, 0);
    });
}
