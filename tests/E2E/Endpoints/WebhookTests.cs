using System.Buffers.Text;
using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CallImport.Infrastructure.Credentials;
using CallImport.Infrastructure.Data;
using CallImport.Infrastructure.Jobs;
using CallImport.Infrastructure.Sync;
using CallImport.Infrastructure.Webhooks;
using CallImport.Tests.E2E.Browser.Driving;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CallImport.Tests.E2E.Endpoints;

/// <summary>Announcements at a server as in production, signed as Gong signs them.</summary>
public sealed class WebhookTests(Company company) : IClassFixture<Company>
{
    /// <summary>What the node is told that it is reached at, as behind a proxy.</summary>
    private static readonly Uri PublicUrl = new("http://127.0.0.1:8080");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_announcement_is_kept_before_it_is_acknowledged_and_its_call_comes_although_the_server_dies_at_once()
    {
        var (owner, credential) = await ConnectAsync();
        using var key = RSA.Create(2048);
        var address = await AddressAsync(owner, credential, key);
        await company.Cluster.Verb<ConfigureSync>().ExecuteAsync(owner.Actor, credential, true, 10_080, Cancelled);

        // The first run at once, unless it has begun: then the next one is a week away.
        await company.Cluster.RunAsync("UPDATE import_sync_configs SET next_run_at = now() WHERE next_run_at < now() + interval '1 minute'", Cancelled);
        await company.Cluster.Verb<SyncTrigger>().HintAsync(Cancelled);
        await RunsAsync(credential, runs: 1);

        // An announcement begins no run within a minute of the last one.
        await company.Cluster.RunAsync("UPDATE import_jobs SET created_at = created_at - interval '1 minute'", Cancelled);
        var before = await CallsAsync(owner);
        await company.Source.SetAsync("gong/calls/add", new { count = 1, minutesAgo = 2 }, Cancelled);
        using var client = new HttpClient();
        var body = Body("first");

        var answers = new List<HttpStatusCode>();
        foreach (var _ in Enumerable.Range(0, 3))
        {
            var began = Stopwatch.GetTimestamp();
            answers.Add(await PostAsync(client, address, body, Token(key, address, body)));
            Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(5), "It is answered soon.");
        }

        await company.CrashAndRestartAsync(Cancelled);

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.NoContent, answer));
        await using var scope = company.Cluster.OpenScope();
        var database = scope.ServiceProvider.GetRequiredService<CallImportDbContext>();
        var kept = await database.WebhookEvents.AsNoTracking().SingleAsync(row => row.CredentialId == credential, Cancelled);
        Assert.Equal(3, kept.Deliveries);
        await RunsAsync(credential, runs: 2);
        Assert.Equal(before + 1, await CallsAsync(owner));

        // The next announcement comes soon after that run has begun: it waits until a minute is over.
        await company.Cluster.RunAsync("UPDATE import_jobs SET created_at = now()", Cancelled);
        var next = Body("second");
        var there = new Uri(company.Address, address.AbsolutePath);
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(client, there, next, Token(key, there, next)));
        Assert.Equal(TimeSpan.FromMinutes(1), await database.Database.SqlQuery<TimeSpan>(
            $"""
             SELECT next_run_at - (SELECT max(created_at) FROM import_jobs job WHERE job.credential_id = config.credential_id) AS "Value"
             FROM import_sync_configs config WHERE credential_id = {credential}
             """).SingleAsync(Cancelled));
    }

    [Fact]
    public async Task Only_what_the_platform_has_signed_is_believed_by_the_current_secret_or_the_one_before()
    {
        var (owner, credential) = await ConnectAsync();
        using var old = RSA.Create(2048);
        using var current = RSA.Create(2048);
        var address = await AddressAsync(owner, credential, old);
        using var client = new HttpClient();
        var body = Body("signed");

        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(client, address, body, Token(current, address, body)));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(client, address, body + " ", Token(old, address, body)));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(client, address, body, Token(old, address, body, endsIn: -3600)));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(client, address, body, null));

        await AddressAsync(owner, credential, current, previous: old);
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(client, address, body, Token(old, address, body)));
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(client, address, body, Token(current, address, body)));
        await AddressAsync(owner, credential, current);
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(client, address, body, Token(old, address, body)));

        await using var scope = company.Cluster.OpenScope();
        var database = scope.ServiceProvider.GetRequiredService<CallImportDbContext>();
        Assert.Equal(2, (await database.WebhookEvents.AsNoTracking().SingleAsync(row => row.CredentialId == credential, Cancelled)).Deliveries);
    }

    [Fact]
    public async Task An_address_that_nobody_has_is_answered_alike_and_nothing_endless_is_read()
    {
        var (owner, credential) = await ConnectAsync();
        using var key = RSA.Create(2048);
        var address = await AddressAsync(owner, credential, key);
        using var client = new HttpClient();
        var elsewhere = new Uri(address, $"/webhooks/fathom/{address.Segments[^1]}");

        Assert.Equal(HttpStatusCode.NotFound, await PostAsync(client, new Uri(address, "/webhooks/gong/unknown"), "{}", null));
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync(client, elsewhere, "{}", Token(key, elsewhere, "{}")));
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync(client, new Uri(address, "/webhooks/gong"), "{}", null));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await client.GetAsync(address, Cancelled)).StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await PostAsync(client, address, new string('x', 5_000_000), null));

        await company.Cluster.Verb<DeleteCredential>().ExecuteAsync(owner.Actor, credential, Cancelled);
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync(client, address, "{}", Token(key, address, "{}")));
    }

    private async Task<(Person Owner, Guid Credential)> ConnectAsync()
    {
        var owner = await company.FoundAsync(Cancelled);
        return (owner, (await company.ConnectAsync(owner, Cancelled)).Id);
    }

    private async Task<Uri> AddressAsync(Person owner, Guid credential, RSA key, RSA? previous = null)
    {
        var made = await company.Cluster.Verb<ConfigureWebhook>().ExecuteAsync(
            owner.Actor, credential, PublicKeyOf(key), previous is null ? null : PublicKeyOf(previous), Cancelled);
        return new Uri(company.Address, new Uri(made.Value?.Url ?? throw new InvalidOperationException(made.Refusal?.Message)).AbsolutePath);
    }

    private static string PublicKeyOf(RSA key) => Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());

    private static string Body(string id) => JsonSerializer.Serialize(new { callData = new { metaData = new { id } }, isTest = false });

    private static string Token(RSA key, Uri address, string body, int endsIn = 600)
    {
        var claims = JsonSerializer.Serialize(new
        {
            webhook_url = new Uri(PublicUrl, address.AbsolutePath).AbsoluteUri,
            body_sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body))),
            exp = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + endsIn,
        });
        var signed = $"{Base64Url.EncodeToString("""{"alg":"RS256"}"""u8)}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}";
        return $"{signed}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    private static async Task<HttpStatusCode> PostAsync(HttpClient client, Uri address, string body, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.ExpectContinue = body.Length > 1_000_000;
        if (token is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        }

        using var answer = await client.SendAsync(request, Cancelled);
        return answer.StatusCode;
    }

    private async Task<int> CallsAsync(Person owner)
    {
        await using var scope = company.Cluster.OpenScope();
        return await scope.ServiceProvider.GetRequiredService<CallImportDbContext>().Engagements.CountAsync(row => row.WorkspaceId == owner.Actor.WorkspaceId, Cancelled);
    }

    private async Task RunsAsync(Guid credential, int runs)
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            await using var scope = company.Cluster.OpenScope();
            var ended = await scope.ServiceProvider.GetRequiredService<CallImportDbContext>().ImportJobs
                .CountAsync(job => job.CredentialId == credential && job.CompletedAt != null, Cancelled);
            if (ended >= runs)
            {
                return;
            }

            Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(180), $"{ended} of {runs} runs have ended.");
            await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System, Cancelled);
        }
    }
}
