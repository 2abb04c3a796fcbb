using System.Net;

namespace CallImport.Tests.Unit.Sandbox;

/// <summary>Every answer of every operation is as zoom_phone.openapi.json describes it.</summary>
public sealed class ZoomPhoneConformanceTests
{
    private const string List = "/phone/recordings";
    private const string Transcript = "/phone/recording_transcript/download/{recordingId}";
    private const string Month = "from=2026-11-01T00:00:00Z&to=2026-11-28T00:00:00Z";

    private static readonly OpenApiDescription Description = OpenApiDescription.Read("zoom_phone.openapi.json");

    [Theory]
    [InlineData("null_fields")]
    [InlineData("nothing")]
    public async Task Every_operation_answers_as_described(string fault)
    {
        await using var sandbox = await StartAsync();
        await sandbox.FaultAsync(fault == "nothing" ? "429" : fault, new { percent = fault == "nothing" ? 0 : 100 });
        var token = await TokenAsync(sandbox);

        using var list = await sandbox.GetAsync($"/zoom_phone/phone/recordings?page_size=5&{Month}", token);
        using var user = await sandbox.GetAsync("/zoom_phone/v2/users/me", token);
        using var users = await sandbox.GetAsync("/zoom_phone/phone/users?page_size=2", token);
        using var file = await sandbox.Client.GetAsync(await LocationAsync(sandbox, token), SandboxHost.Cancellation);

        Assert.Empty(await Description.ProblemsAsync("get", List, list));
        Assert.Empty(await Description.ProblemsAsync("get", "/users/{userId}", user));
        Assert.Empty(await Description.ProblemsAsync("get", "/phone/users", users));
        Assert.Empty(await Description.ProblemsAsync("get", "/transcript-file", file, "application/octet-stream"));
    }

    [Theory]
    [InlineData("missing_media", "/zoom_phone/phone/recording/download/nonsense", "/phone/recording/download/{fileId}", 404)]
    [InlineData("missing_transcript", "/zoom_phone/phone/recording_transcript/download/ID", Transcript, 12000)]
    [InlineData("late_transcript", "/zoom_phone/phone/recording_transcript/download/ID", Transcript, 12002)]
    public async Task A_file_that_is_not_there_is_told_as_described(string fault, string address, string path, int code)
    {
        await using var sandbox = await StartAsync();
        await sandbox.FaultAsync(fault, new { percent = 100 });

        using var answer = await sandbox.GetAsync(address.Replace("ID", await KnownAsync(sandbox), StringComparison.Ordinal), await TokenAsync(sandbox));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Empty(await Description.ProblemsAsync("get", path, answer));
        Assert.Contains($"\"code\":{code}", await answer.Content.ReadAsStringAsync(SandboxHost.Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_refused_is_refused_as_described()
    {
        await using var sandbox = await StartAsync();
        var token = await TokenAsync(sandbox);

        using var stranger = await sandbox.GetAsync($"/zoom_phone/phone/recordings?{Month}", "Bearer nonsense");
        using var scopeless = await sandbox.GetAsync($"/zoom_phone/phone/recordings?{Month}", await TokenAsync(sandbox, "NOCALLS", "no-calls-secret"));
        using var halfRange = await sandbox.GetAsync("/zoom_phone/phone/recordings?from=2026-11-01", token);
        using var madeUp = await sandbox.GetAsync($"/zoom_phone/phone/recordings?{Month}&next_page_token=made.up", token);
        await sandbox.FaultAsync("429", new { percent = 100 });
        using var busy = await sandbox.GetAsync($"/zoom_phone/phone/recordings?{Month}", token);

        Assert.Equal(
            [HttpStatusCode.Unauthorized, HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.TooManyRequests],
            new[] { stranger, scopeless, halfRange, madeUp, busy }.Select(answer => answer.StatusCode));
        foreach (var answer in new[] { stranger, scopeless, halfRange, madeUp, busy })
        {
            Assert.Empty(await Description.ProblemsAsync("get", List, answer));
        }
    }

    [Fact]
    public async Task Of_a_range_over_a_month_the_rest_is_left_out_in_silence()
    {
        await using var sandbox = await StartAsync();
        var token = await TokenAsync(sandbox);

        var month = await sandbox.GetJsonAsync("/zoom_phone/phone/recordings?page_size=300&from=2026-10-01&to=2026-10-31", token);
        var quarter = await sandbox.GetJsonAsync("/zoom_phone/phone/recordings?page_size=300&from=2026-10-01&to=2026-12-31", token);

        Assert.Equal((int?)month["total_records"], (int?)quarter["total_records"]);
        Assert.InRange((int?)month["total_records"] ?? 0, 1, 59);
    }

    [Fact]
    public async Task A_page_token_dies_after_a_quarter_of_an_hour()
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(new DateTimeOffset(2026, 11, 20, 23, 0, 0, TimeSpan.Zero));
        await using var sandbox = await StartAsync(clock);
        var (token, address) = (await TokenAsync(sandbox), $"/zoom_phone/phone/recordings?page_size=2&{Month}");
        var next = $"{address}&next_page_token={(await sandbox.GetJsonAsync(address, token))["next_page_token"]}";

        clock.Advance(TimeSpan.FromMinutes(14));
        Assert.Equal(HttpStatusCode.OK, (await sandbox.GetAsync(next, token)).StatusCode);
        clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(HttpStatusCode.BadRequest, (await sandbox.GetAsync(next, token)).StatusCode);
    }

    [Theory]
    [InlineData("full-rights-secret", HttpStatusCode.OK)]
    [InlineData("another-secret", HttpStatusCode.BadRequest)]
    public async Task The_token_endpoint_answers_as_described(string secret, HttpStatusCode expected)
    {
        await using var sandbox = await StartAsync();

        using var answer = await AskTokenAsync(sandbox, "FULL", secret);

        Assert.Equal(expected, answer.StatusCode);
        Assert.Empty(await Description.ProblemsAsync("post", "/oauth/token", answer));
        Assert.DoesNotContain("refresh_token", await answer.Content.ReadAsStringAsync(SandboxHost.Cancellation), StringComparison.Ordinal);
    }

    private static async Task<Uri> LocationAsync(SandboxHost sandbox, string token)
    {
        using var answer = await sandbox.GetAsync($"/zoom_phone/phone/recording_transcript/download/{await KnownAsync(sandbox)}", token);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location ?? throw new InvalidOperationException("A redirect without a target.");
    }

    private static async Task<string> KnownAsync(SandboxHost sandbox) =>
        (await sandbox.LedgerAsync("?vendor=zoom_phone&hashes=false"))[0]["callId"]!.ToString(); // every entry has an id

    private static Task<SandboxHost> StartAsync(TimeProvider? time = null) => SandboxHost.StartAsync(
        time: time,
        all: options => (options.ZoomPhone.Calls, options.ZoomPhone.MediumPerSecond, options.ZoomPhone.LightPerSecond) = (60, 0, 0));

    private static async Task<string> TokenAsync(SandboxHost sandbox, string app = "FULL", string secret = "full-rights-secret") =>
        $"Bearer {(await SandboxHost.ReadAsync(await AskTokenAsync(sandbox, app, secret)))["access_token"]}";

    private static Task<HttpResponseMessage> AskTokenAsync(SandboxHost sandbox, string app, string secret) => VendorForm.PostAsync(
        sandbox, "/zoom_phone/oauth/token", "grant_type=account_credentials&account_id=sandbox-account", $"SANDBOX-ZOOM-{app}:{secret}");
}
