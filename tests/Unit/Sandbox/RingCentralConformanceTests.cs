using System.Net;
using System.Text;
using Microsoft.Extensions.Time.Testing;

namespace CallImport.Tests.Unit.Sandbox;

/// <summary>Every answer of every operation is as ringcentral.openapi.json describes it.</summary>
public sealed class RingCentralConformanceTests
{
    private const string Account = "/restapi/v1.0/account/{accountId}";
    private const string Log = $"{Account}/call-log";
    private const string Token = "/restapi/oauth/token";
    private const string Jwt = "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=";
    private const string Window = "recordingType=All&dateFrom=2026-01-01T00:00:00.000Z&dateTo=2026-12-01T00:00:00.000Z";

    private static readonly OpenApiDescription Description = OpenApiDescription.Read("ringcentral.openapi.json");

    private static readonly (string Path, string Address)[] Operations =
    [
        ($"{Account}/extension/{{extensionId}}", "/restapi/v1.0/account/~/extension/~"),
        (Log, $"/restapi/v1.0/account/~/call-log?view=Detailed&perPage=3&{Window}"),
        (Log, $"/restapi/v1.0/account/~/call-log?view=Simple&perPage=3&page=2&{Window}"),
        ($"{Account}/recording/{{recordingId}}", "/restapi/v1.0/account/~/recording/ID"),
        ("/ai/ringsense/v1/public/accounts/{accountId}/domains/{domain}/records/{sourceRecordId}/insights", "/ai/ringsense/v1/public/accounts/~/domains/pbx/records/ID/insights"),
        ($"{Account}/extension", "/restapi/v1.0/account/~/extension?type=User&perPage=2&page=2"),
    ];

    [Theory]
    [InlineData("null_fields")]
    [InlineData("nothing")]
    public async Task Every_operation_answers_as_described(string fault)
    {
        await using var sandbox = await StartAsync();
        if (fault != "nothing")
        {
            await sandbox.FaultAsync(fault, new { percent = 100 });
        }

        await CheckAllAsync(sandbox, await TokenAsync(sandbox), HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("429", HttpStatusCode.TooManyRequests)]
    [InlineData("500", HttpStatusCode.InternalServerError)]
    public async Task A_failure_is_as_described(string kind, HttpStatusCode expected)
    {
        await using var sandbox = await StartAsync();
        var token = await TokenAsync(sandbox);
        await sandbox.FaultAsync(kind, new { percent = 100 });

        using var answer = await sandbox.GetAsync("/ringcentral" + Operations[1].Address, token);

        Assert.Equal(expected, answer.StatusCode);
        Assert.Empty(await Description.ProblemsAsync("get", Log, answer));
    }

    [Fact]
    public async Task A_token_that_nobody_gave_is_refused_as_described()
    {
        await using var sandbox = await StartAsync();

        await CheckAllAsync(sandbox, "Bearer nonsense", HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("NOCOMPANY", "CMN-408")]
    [InlineData("NOTRANSCRIPTS", null)]
    public async Task A_missing_right_is_refused_as_described(string jwt, string? code)
    {
        await using var sandbox = await StartAsync();

        using var answer = await sandbox.GetAsync("/ringcentral" + Operations[1].Address, await TokenAsync(sandbox, $"SANDBOX-RINGCENTRAL-{jwt}"));

        Assert.Equal(code is null ? HttpStatusCode.OK : HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Empty(await Description.ProblemsAsync("get", Log, answer));
        var text = await answer.Content.ReadAsStringAsync(SandboxHost.Cancellation);
        Assert.Equal(code is not null, text.Contains(code ?? "CMN-", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("perPage=251&view=Detailed")]
    [InlineData("page=0")]
    [InlineData("dateFrom=yesterday")]
    public async Task A_request_that_makes_no_sense_is_refused_as_described(string query)
    {
        await using var sandbox = await StartAsync();

        using var answer = await sandbox.GetAsync($"/ringcentral/restapi/v1.0/account/~/call-log?{query}", await TokenAsync(sandbox));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Empty(await Description.ProblemsAsync("get", Log, answer));
    }

    [Theory]
    [InlineData("SANDBOX-RINGCENTRAL-FULL", HttpStatusCode.OK)]
    [InlineData("SANDBOX-RINGCENTRAL-REVOKED", HttpStatusCode.BadRequest)]
    [InlineData("nonsense", HttpStatusCode.BadRequest)]
    public async Task The_token_endpoint_answers_as_described(string jwt, HttpStatusCode expected)
    {
        await using var sandbox = await StartAsync();

        using var answer = await AskTokenAsync(sandbox, Jwt + jwt);

        Assert.Equal(expected, answer.StatusCode);
        Assert.Empty(await Description.ProblemsAsync("post", Token, answer));
    }

    [Fact]
    public async Task A_refresh_token_is_good_once()
    {
        await using var sandbox = await StartAsync();
        var first = await SandboxHost.ReadAsync(await AskTokenAsync(sandbox, Jwt + "SANDBOX-RINGCENTRAL-FULL"));
        var refresh = $"grant_type=refresh_token&refresh_token={first["refresh_token"]}";

        Assert.Equal(HttpStatusCode.OK, (await AskTokenAsync(sandbox, refresh)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await AskTokenAsync(sandbox, refresh)).StatusCode);
    }

    [Fact]
    public async Task A_penalty_is_as_long_again_with_every_request_inside_it()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));
        await using var sandbox = await StartAsync(time);
        var token = await TokenAsync(sandbox);
        await sandbox.ControlAsync("ringcentral/limits", new { heavyPerMinute = 1 });
        var statuses = new List<HttpStatusCode>();
        foreach (var pause in (int[])[0, 1, 59, 59, 60])
        {
            time.Advance(TimeSpan.FromSeconds(pause));
            using var answer = await sandbox.GetAsync("/ringcentral" + Operations[1].Address, token);
            statuses.Add(answer.StatusCode);
        }

        Assert.Equal(
            [HttpStatusCode.OK, HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests, HttpStatusCode.OK], statuses);
    }

    private static async Task CheckAllAsync(SandboxHost sandbox, string token, HttpStatusCode expected)
    {
        var known = (await sandbox.LedgerAsync("?vendor=ringcentral&hashes=false"))[0]["callId"]!.ToString(); // every entry has an id
        foreach (var (path, address) in Operations)
        {
            using var answer = await sandbox.GetAsync("/ringcentral" + address.Replace("ID", known, StringComparison.Ordinal), token);

            Assert.Equal(expected, answer.StatusCode);
            Assert.Empty(await Description.ProblemsAsync("get", path, answer));
        }
    }

    private static Task<SandboxHost> StartAsync(TimeProvider? time = null) => SandboxHost.StartAsync(time: time, all: options =>
    {
        options.RingCentral.Calls = 8;
        (options.RingCentral.HeavyPerMinute, options.RingCentral.LightPerMinute, options.RingCentral.AuthPerMinute) = (0, 0, 0);
    });

    private static async Task<string> TokenAsync(SandboxHost sandbox, string jwt = "SANDBOX-RINGCENTRAL-FULL") =>
        $"Bearer {(await SandboxHost.ReadAsync(await AskTokenAsync(sandbox, Jwt + jwt)))["access_token"]}";

    private static Task<HttpResponseMessage> AskTokenAsync(SandboxHost sandbox, string form) => VendorForm.PostAsync(
        sandbox, "/ringcentral/restapi/oauth/token", form, "sandbox-client:sandbox-client-secret");
}

/// <summary>Token endpoints take forms and clients that sign in by Basic.</summary>
internal static class VendorForm
{
    public static Task<HttpResponseMessage> PostAsync(SandboxHost sandbox, string address, string form, string client)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded") };
        request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(client)));
        return sandbox.Client.SendAsync(request, SandboxHost.Cancellation);
    }
}
