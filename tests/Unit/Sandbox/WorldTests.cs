using System.Globalization;
using CallImport.Sandbox;
using CallImport.Sandbox.World;

namespace CallImport.Tests.Unit.Sandbox;

public sealed class WorldTests
{
    [Fact]
    public void Everything_that_can_be_said_has_been_spoken()
    {
        var stage = Stage.Load();
        var people = stage.People;
        var book = new Phrasebook();
        var missing = new List<string>();
        foreach (var type in Enum.GetValues<CallType>())
        {
            foreach (var phrase in book.Phases(type).SelectMany(phase => phase.Exchanges).SelectMany(exchange => exchange.Phrases))
            {
                foreach (var cast in Casts(people, type))
                {
                    var speaker = cast.Speaker(phrase.Speaker);
                    var text = phrase.Spoken(speaker, cast.Addressed(speaker), cast.Customer);
                    missing.AddRange(Record.Exception(() => stage.Bank.Find(speaker.Voice, text)) is null ? [] : [$"{speaker.Voice}: {text}"]);
                }
            }
        }

        Assert.Empty(missing.Distinct());
        Assert.InRange(stage.Bank.Clips, 1000, 2000);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_world_and_another_seed_another()
    {
        var worlds = new List<string>();
        foreach (var seed in new[] { 3, 3, 4 })
        {
            await using var sandbox = await SandboxHost.StartAsync(gong => gong.Calls = 8, seed);
            worlds.Add(await sandbox.Client.GetStringAsync("/_control/ledger?lines=true", SandboxHost.Cancellation));
        }

        Assert.Equal(worlds[0], worlds[1]);
        Assert.NotEqual(worlds[0], worlds[2]);
    }

    [Fact]
    public async Task Twenty_five_calls_of_all_kinds_end_today_and_lie_in_the_past()
    {
        await using var sandbox = await SandboxHost.StartAsync();

        var ledger = await sandbox.LedgerAsync("?hashes=false");
        var starts = ledger.ConvertAll(entry => DateTimeOffset.Parse((string?)entry["startedAt"] ?? "", CultureInfo.InvariantCulture));

        Assert.Equal(25, ledger.Count);
        Assert.Equal(5, ledger.Select(entry => (string?)entry["type"]).Distinct().Count());
        Assert.True(ledger.Select(entry => (string?)entry["title"]?.ToString().Split('–')[0]).Distinct().Count() > 8);
        Assert.Equal(new DateOnly(2026, 11, 20), DateOnly.FromDateTime(starts[^1].UtcDateTime));
        Assert.InRange((starts[^1] - starts[0]).TotalDays, 50, 61);
    }

    [Theory]
    [InlineData("2026-11-20T00:10:00Z")]
    [InlineData("2026-11-20T02:00:00Z")]
    [InlineData("2026-11-20T18:00:00Z")]
    public void No_call_is_in_the_future(string now)
    {
        var instant = DateTimeOffset.Parse(now, CultureInfo.InvariantCulture);

        var starts = WorldCalendar.Starts(1000, 60, instant, seed: 1);

        Assert.Equal(starts.Order(), starts);
        Assert.True(starts[^1] < instant.ToUnixTimeSeconds() - 600);
    }

    [Fact]
    public void Ids_are_twenty_digits_all_different_and_lead_back_to_their_call()
    {
        var ids = new CallIds(seed: 99);
        var all = Enumerable.Range(0, 50_000).Select(ids.Id).ToList();

        Assert.All(all, id => Assert.Equal(20, id.Length));
        Assert.Equal(all.Count, all.Distinct().Count());
        Assert.All(all, (id, number) => Assert.Equal(number, ids.Index(id)));
        Assert.Null(new CallIds(seed: 98).Index(all[5]));
        Assert.Null(ids.Index("42"));
    }

    [Fact]
    public async Task Worlds_can_be_resized_and_calls_can_happen_now()
    {
        await using var sandbox = await SandboxHost.StartAsync();

        await sandbox.ControlAsync("gong/calls", new { count = 20_000, recordingBytes = 10_000 });
        var added = (string?)(await sandbox.ControlAsync("gong/calls/add", new { count = 1 }))?["callIds"]?[0];
        var ledger = await sandbox.LedgerAsync("?hashes=false");

        Assert.Equal(20_001, ledger.Select(entry => (string?)entry["callId"]).Distinct().Count());
        Assert.Equal(added, (string?)ledger[^1]["callId"]);
        Assert.All(ledger, entry => Assert.Equal(9_936, (long?)entry["recordingBytes"]));
    }

    [Fact]
    public async Task A_further_company_has_calls_and_limits_of_its_own()
    {
        await using var sandbox = await SandboxHost.StartAsync(gong => gong.RequestsPerDay = 1);
        var company = await sandbox.ControlAsync("gong/companies", new { name = "Other", calls = 3 });
        var list = "/gong/v2/calls?fromDateTime=2026-01-01T00:00:00Z&toDateTime=2026-12-01T00:00:00Z";

        var other = await sandbox.GetJsonAsync(list, (string?)company?["apiKey"]);
        var sample = await sandbox.GetJsonAsync(list);

        Assert.Equal((3, 25), ((int?)other["records"]?["totalRecords"], (int?)sample["records"]?["totalRecords"]));
    }

    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://+:0")]
    [InlineData("http://192.168.1.2:0")]
    public void It_listens_on_loopback_only(string urls) =>
        Assert.Throws<ArgumentException>(() => SandboxServer.Build(new SandboxOptions { Urls = urls }));

    private static IEnumerable<Cast> Casts(People people, CallType type)
    {
        for (var company = 0; company < people.Buyers.Count; company++)
        {
            var (buyer, user) = (people.Buyers[company], people.Users[company]);
            foreach (var executive in people.Executives)
            {
                yield return type switch
                {
                    CallType.Support => new Cast(type, people.Engineer, user, [people.Engineer, user]),
                    CallType.Renewal => new Cast(type, people.SuccessManager, user, [people.SuccessManager, user]),
                    _ => new Cast(type, executive, buyer, [executive, people.Engineer, buyer, user]),
                };
            }
        }
    }
}
