using CallImport.Domain.Credentials;
using CallImport.Domain.Platforms;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Credentials;
using CallImport.Infrastructure.Data;
using CallImport.Infrastructure.OAuth;
using CallImport.Infrastructure.Platforms;
using CallImport.Tests.E2E.Infrastructure;
using CallImport.Tests.E2E.Platforms;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Tests.E2E.OAuth;

/// <summary>Two nodes on one database, a person at a browser, and the sandbox's consent page.</summary>
public sealed class OAuthWorld(PostgresFixture postgres) : IAsyncLifetime
{
    private static readonly CallQuery Everything =
        new(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));

    private const string Gong = "gong";
    private const string TokenPath = "token";

    private SandboxDriver? sandbox;
    private PlatformNode? first;
    private PlatformNode? second;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    internal SandboxDriver Sandbox => sandbox ?? throw new InvalidOperationException("Not started.");

    internal PlatformNode First => first ?? throw new InvalidOperationException("Not started.");

    internal PlatformNode Second => second ?? throw new InvalidOperationException("Not started.");

    public async ValueTask InitializeAsync()
    {
        sandbox = await SandboxDriver.StartAsync(calls: 5, recordingBytes: 2160, requestsPerSecond: 0, Cancelled);
        var (connectionString, keys) = (await postgres.CreateMigratedDatabaseAsync(Cancelled), new EphemeralDataProtectionProvider());
        first = await PlatformNode.StartAsync(connectionString, null, sandbox.GongBaseUrl, keys, Cancelled);
        second = await PlatformNode.StartAsync(connectionString, first.WorkspaceId, sandbox.GongBaseUrl, keys, Cancelled);
        await first.ExecuteAsync($"UPDATE platform_capabilities SET rate_limit_calls_per_minute = 60000", Cancelled);
    }

    /// <summary>Works with a connection as the engine does.</summary>
    internal static Task<int?> CountAsync(PlatformNode node, Guid credentialId) => node.Get<CredentialVault>().UseAsync(
        credentialId,
        async connection => (await (node.Get<PlatformCatalog>().Adapter(connection.Platform)?.CountCallsAsync(connection, Everything, Cancelled)
            ?? throw new InvalidOperationException("No adapter."))).Calls,
        Cancelled);

    /// <summary>An admin in a browser session and a workspace of their own.</summary>
    internal async Task<Actor> AdminAsync()
    {
        var (workspaceId, userId) = (Guid.NewGuid(), Guid.NewGuid());
        await First.ExecuteAsync($"INSERT INTO workspaces (id, name, is_paid, created_at) VALUES ({workspaceId}, 'Acme', false, now())", Cancelled);
        await using var database = await First.DatabaseAsync(Cancelled);
        database.Users.Add(new AppUser { Id = userId, UserName = $"{userId}@acme.test", CreatedAt = TimeProvider.System.GetUtcNow() });
        await database.SaveChangesAsync(Cancelled);
        return new Actor(workspaceId, userId, "admin@acme.test", WorkspaceRole.Admin) { SessionId = $"{Guid.NewGuid():N}" };
    }

    /// <summary>Connects by signing in, on the first node.</summary>
    internal async Task<ImportCredential> ConnectAsync(Actor actor, string platform = Gong)
    {
        var end = await CompleteAsync(actor, await ConsentAsync(await InitiateAsync(actor, platform), "allow", platform));
        return end.Result.Value ?? throw new InvalidOperationException(end.Result.Refusal?.Message);
    }

    internal async Task<OAuthStart> InitiateAsync(Actor actor, string platform = Gong)
    {
        var begun = await First.Get<InitiateOAuth>().ExecuteAsync(actor, new OAuthRequest { Platform = platform }, Cancelled);
        return begun.Value ?? throw new InvalidOperationException(begun.Refusal?.Message);
    }

    internal Task<OAuthEnd> CompleteAsync(Actor actor, OAuthReturn returned) => First.Get<CompleteOAuth>().ExecuteAsync(actor, returned, Cancelled);

    /// <summary>What the browser comes back with after the person has decided.</summary>
    internal static async Task<OAuthReturn> ConsentAsync(OAuthStart start, string decision, string platform = Gong)
    {
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        Assert.Contains("data-testid=\"allow\"", await browser.GetStringAsync(new Uri(start.AuthorizationUrl), Cancelled), StringComparison.Ordinal);
        var asked = QueryHelpers.ParseQuery(new Uri(start.AuthorizationUrl).Query).ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
        using var form = new FormUrlEncodedContent(asked.Append(new("decision", decision)).Append(new("user", "admin")));
        using var answer = await browser.PostAsync(new Uri(start.AuthorizationUrl.Split('?')[0]), form, Cancelled);
        var back = QueryHelpers.ParseQuery(answer.Headers.Location?.Query);
        return new OAuthReturn
        {
            Platform = platform,
            State = back["state"].ToString(),
            Code = back.TryGetValue("code", out var code) ? code.ToString() : null,
            Error = back.TryGetValue("error", out var error) ? error.ToString() : null,
        };
    }

    internal async Task<ImportCredential> RowAsync(Guid credentialId)
    {
        await using var database = await First.DatabaseAsync(Cancelled);
        return await database.ImportCredentials.AsNoTracking().SingleAsync(row => row.Id == credentialId, Cancelled);
    }

    internal Task MakeDueAsync(Guid credentialId) =>
        First.ExecuteAsync($"UPDATE import_credentials SET renew_at = now() - interval '1 minute' WHERE id = {credentialId}", Cancelled);

    /// <summary>Requests since the last reset.</summary>
    internal async Task<(int Tokens, int All)> RequestsAsync()
    {
        var stats = await Sandbox.StatsAsync(Cancelled);
        var tokens = stats.GetProperty("requests").EnumerateArray().Where(entry => entry.GetProperty("route").GetString()?.EndsWith(TokenPath, StringComparison.Ordinal) == true)
            .Sum(entry => entry.GetProperty("count").GetInt32());
        return (tokens, stats.GetProperty("total").GetInt32());
    }

    internal Task ForgetRequestsAsync() => Sandbox.SetAsync("stats/reset", new { }, Cancelled);

    public async ValueTask DisposeAsync()
    {
        await First.DisposeAsync();
        await Second.DisposeAsync();
        await Sandbox.DisposeAsync();
    }
}
