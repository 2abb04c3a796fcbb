using System.Collections.Concurrent;
using System.Diagnostics;
using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Credentials;
using CallImport.Infrastructure.Platforms.Http.Limits;
using CallImport.Tests.E2E.Infrastructure;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Tests.E2E.Platforms;

/// <summary>Two nodes with a limiter each, over one database.</summary>
public sealed class RateLimiterTests(PostgresFixture postgres) : IAsyncLifetime
{
    private readonly IDataProtectionProvider protection = new EphemeralDataProtectionProvider();
    private readonly List<PlatformNode> nodes = [];

    private string connectionString = "";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private PlatformNode First => nodes[0];

    public async ValueTask InitializeAsync()
    {
        connectionString = await postgres.CreateMigratedDatabaseAsync(Cancelled);
        nodes.Add(await PlatformNode.StartAsync(connectionString, null, null, protection, Cancelled));
        nodes.Add(await PlatformNode.StartAsync(connectionString, First.WorkspaceId, null, protection, Cancelled));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in nodes)
        {
            await node.DisposeAsync();
        }
    }

    [Fact]
    public async Task Many_workers_on_two_nodes_never_exceed_the_rate_and_use_it_up()
    {
        var connection = await First.SaveConnectionAsync(Cancelled);
        var admitted = new ConcurrentBag<TimeSpan>();
        var clock = Stopwatch.StartNew();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        end.CancelAfter(TimeSpan.FromSeconds(8));

        await Task.WhenAll(Enumerable.Range(0, 12).Select(worker => WorkAsync(nodes[worker % 2], connection, admitted, clock, end.Token)));

        // The turns are 62 s / 150 apart; what runs late here cannot make another one early.
        var turns = admitted.Order().ToList();
        Assert.InRange(turns.Count, 8, 8 / (62.0 / 150) + 2);
        Assert.All(turns, from => Assert.InRange(turns.Count(at => at >= from && at < from + TimeSpan.FromSeconds(5)), 1, (int)(5 / (62.0 / 150)) + 2));
    }

    [Fact]
    public async Task A_cap_of_the_operator_is_kept_over_both_nodes()
    {
        await First.ExecuteAsync($"UPDATE platform_capabilities SET rate_limit_calls_per_minute = 20 WHERE platform = 'gong'", Cancelled);
        var connection = await First.SaveConnectionAsync(Cancelled);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(index => TryAsync(nodes[index % 2], connection)));

        // One at once; the next is due after 3 s, which is longer than a request waits inside.
        Assert.Single(outcomes, outcome => outcome is null);
        Assert.All(outcomes.OfType<PlatformException>(), refused => Assert.Equal(FailureClass.RateLimited, refused.FailureClass));
    }

    [Fact]
    public async Task A_cap_is_kept_over_all_of_the_vendors_limits_and_a_refusal_uses_up_none_of_them()
    {
        await First.ExecuteAsync($"UPDATE platform_capabilities SET rate_limit_calls_per_minute = 20 WHERE platform = 'ringcentral'", Cancelled);
        var connection = (await First.SaveConnectionAsync(Cancelled)) with { Platform = "ringcentral" };
        string[] groups = ["heavy", "light", "medium", "auth"];

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(index => TryAsync(nodes[index % 2], connection, groups[index / 4])));

        // A fifth of the minute's requests at once; the next is due after 3.6 s.
        Assert.Equal(4, outcomes.Count(outcome => outcome is null));
        await using var database = await First.DatabaseAsync(Cancelled);
        var buckets = await database.RateLimitBuckets.Where(bucket => bucket.CredentialId == connection.CredentialId).ToListAsync(Cancelled);
        Assert.Equal(4, buckets.Single(bucket => bucket.Group == PlatformLimits.Overall).UsedToday);
        Assert.Equal(4, buckets.Where(bucket => bucket.Group != PlatformLimits.Overall).Sum(bucket => bucket.UsedToday));
    }

    [Fact]
    public async Task What_was_asked_before_a_credential_was_saved_counts_for_it_afterwards()
    {
        await First.ExecuteAsync($"UPDATE platform_capabilities SET rate_limit_calls_per_minute = 20 WHERE platform = 'gong'", Cancelled);
        var connection = await First.SaveConnectionAsync(Cancelled);
        var tried = connection with { CredentialId = null };
        Assert.Null(await TryAsync(First, tried));

        await First.Get<RateLimiter>().ContinueAsync(tried, connection.CredentialId ?? default, Cancelled);

        Assert.Equal(FailureClass.RateLimited, (await TryAsync(nodes[1], connection))?.FailureClass);
    }

    [Fact]
    public async Task A_cap_that_is_changed_is_kept_by_both_nodes_within_a_minute()
    {
        var connection = await First.SaveConnectionAsync(Cancelled);
        Assert.All(await Task.WhenAll(nodes.Select(node => TryAsync(node, connection))), Assert.Null);
        await First.ExecuteAsync($"UPDATE platform_capabilities SET rate_limit_calls_per_minute = 0 WHERE platform = 'gong'", Cancelled);
        await Task.Delay(TimeSpan.FromSeconds(16), TimeProvider.System, Cancelled);

        var refusals = await Task.WhenAll(nodes.Select(node => TryAsync(node, connection)));
        Assert.All(refusals, refused => Assert.Equal("Requests to Gong are switched off by the operator.", refused?.Message));
    }

    [Fact]
    public async Task What_one_node_is_told_holds_for_the_other_and_for_one_that_starts_later()
    {
        var connection = await First.SaveConnectionAsync(Cancelled);
        await First.Get<RateLimiter>().BlockAsync(connection, "api", TimeSpan.FromSeconds(30), slowDown: true);

        foreach (var node in nodes)
        {
            var refused = await TryAsync(node, connection);
            Assert.InRange(refused?.RetryAfter ?? default, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(30));
        }

        await using var later = await PlatformNode.StartAsync(connectionString, First.WorkspaceId, null, protection, Cancelled);
        Assert.NotNull(await TryAsync(later, connection));
    }

    [Fact]
    public async Task What_the_host_of_recordings_asks_of_one_node_holds_for_the_other_and_for_downloads_alone()
    {
        var connection = await First.SaveConnectionAsync(Cancelled);
        var account = connection.CredentialId ?? default;
        await Task.WhenAll(nodes.Select(node => node.Get<RateLimiter>().AdmitRecordingAsync(account, Cancelled)));
        await First.Get<RateLimiter>().BlockRecordingsAsync(account, TimeSpan.FromSeconds(30));

        // Each node looks ten times a second.
        await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, Cancelled);
        foreach (var node in nodes)
        {
            var refused = await Assert.ThrowsAsync<PlatformException>(() => node.Get<RateLimiter>().AdmitRecordingAsync(account, Cancelled));
            Assert.Equal(FailureClass.RateLimited, refused.FailureClass);
            Assert.InRange(refused.RetryAfter ?? default, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(30));
            Assert.Null(await TryAsync(node, connection));
        }
    }

    [Fact]
    public async Task A_request_that_waits_for_its_turn_is_not_sent_into_a_block_that_comes_meanwhile()
    {
        var connection = await First.SaveConnectionAsync(Cancelled);
        var waiting = Enumerable.Range(0, 5).Select(_ => TryAsync(nodes[1], connection)).ToList();
        await Task.WhenAny(waiting);

        await First.Get<RateLimiter>().BlockAsync(connection, "api", TimeSpan.FromSeconds(30), slowDown: true);

        Assert.InRange((await Task.WhenAll(waiting)).Count(outcome => outcome is null), 1, 2);
    }

    [Fact]
    public async Task A_limit_within_a_wider_one_counts_against_both_and_its_429_stops_both()
    {
        var connection = (await First.SaveConnectionAsync(Cancelled)) with { Platform = "fathom" };

        await First.Get<RateLimiter>().AdmitAsync(connection, "heavy", Cancelled);
        await using var database = await First.DatabaseAsync(Cancelled);
        var used = await database.RateLimitBuckets.Where(bucket => bucket.CredentialId == connection.CredentialId).ToDictionaryAsync(
            bucket => bucket.Group, bucket => bucket.UsedToday, Cancelled);
        await First.Get<RateLimiter>().BlockAsync(connection, "heavy", TimeSpan.FromSeconds(30), slowDown: true);

        Assert.Equal(new Dictionary<string, int> { ["heavy"] = 1, ["global"] = 1, [PlatformLimits.Overall] = 1 }, used);
        Assert.DoesNotContain(null, await Task.WhenAll(nodes.Select(node => TryAsync(node, connection))));
        await nodes[1].Get<RateLimiter>().AdmitAsync(connection, "token", Cancelled);
    }

    [Fact]
    public async Task A_429_slows_down_and_successes_bring_the_rate_back_step_by_step()
    {
        var connection = await First.SaveConnectionAsync(Cancelled);
        var limiter = First.Get<RateLimiter>();
        for (var round = 0; round < 5; round++)
        {
            await limiter.BlockAsync(connection, "api", TimeSpan.FromMilliseconds(1), slowDown: true);
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Cancelled);
        }

        Assert.Equal(8, await FactorAsync(connection));
        await limiter.AdmitAsync(connection, "api", Cancelled);
        Assert.Equal(7.95, await FactorAsync(connection), 3);
        await limiter.BlockAsync(connection, "api", TimeSpan.FromSeconds(30), slowDown: true);
        await limiter.BlockAsync(connection, "api", TimeSpan.FromSeconds(10), slowDown: true);
        Assert.Equal(8, await FactorAsync(connection));
    }

    [Fact]
    public async Task The_days_quota_ends_with_a_clear_fault_and_starts_anew_the_next_day()
    {
        var connection = await First.SaveConnectionAsync(Cancelled);
        await First.Get<RateLimiter>().AdmitAsync(connection, "api", Cancelled);
        await First.ExecuteAsync($"UPDATE rate_limit_buckets SET used_today = 10000 WHERE credential_id = {connection.CredentialId}", Cancelled);

        var refused = await TryAsync(nodes[1], connection);

        Assert.Equal(PlatformFault.DailyQuotaUsed, refused?.Fault);
        Assert.InRange(refused?.RetryAfter ?? default, TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(24));
        await First.ExecuteAsync(
            $"UPDATE rate_limit_buckets SET day_started_at = day_started_at - interval '1 day' WHERE credential_id = {connection.CredentialId}", Cancelled);
        Assert.Null(await TryAsync(nodes[1], connection));
    }

    [Fact]
    public async Task A_share_is_left_to_the_customers_other_tools()
    {
        var connection = await First.SaveConnectionAsync(Cancelled);
        await First.Get<RateLimiter>().AdmitAsync(connection, "api", Cancelled);
        await First.ExecuteAsync($"UPDATE rate_limit_buckets SET used_today = 5000, next_at = now() WHERE credential_id = {connection.CredentialId}", Cancelled);
        await First.ExecuteAsync(
            $"""
             INSERT INTO import_jobs (workspace_id, credential_id, platform, job_type, quota_share_percent_left)
             VALUES ({First.WorkspaceId}, {connection.CredentialId}, 'gong', 'historical', 50)
             """,
            Cancelled);

        Assert.Equal(PlatformFault.DailyQuotaUsed, (await TryAsync(First, connection))?.Fault);
    }

    [Fact]
    public async Task Nothing_is_sent_with_a_credential_once_it_is_marked_invalid_unless_a_person_asks()
    {
        var connection = await First.SaveConnectionAsync(Cancelled);

        await First.Get<CredentialVault>().MarkInvalidAsync(connection, "Gong does not accept this key.", Cancelled);

        var refused = await TryAsync(nodes[1], connection);
        Assert.Equal(FailureClass.AuthExpired, refused?.FailureClass);
        Assert.Equal("Gong does not accept this key.", refused?.Message);
        Assert.Null(await TryAsync(nodes[1], connection with { EvenIfInvalid = true }));
    }

    private static async Task<PlatformException?> TryAsync(PlatformNode node, PlatformConnection connection, string? group = null)
    {
        try
        {
            await node.Get<RateLimiter>().AdmitAsync(connection, group, Cancelled);
            return null;
        }
        catch (PlatformException refused)
        {
            return refused;
        }
    }

    private static async Task WorkAsync(
        PlatformNode node, PlatformConnection connection, ConcurrentBag<TimeSpan> admitted, Stopwatch clock, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await node.Get<RateLimiter>().AdmitAsync(connection, null, cancellationToken);
                admitted.Add(clock.Elapsed);
            }
            catch (PlatformException refused)
            {
                await Task.Delay(refused.RetryAfter ?? TimeSpan.FromSeconds(1), TimeProvider.System, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task<double> FactorAsync(PlatformConnection connection)
    {
        await using var database = await First.DatabaseAsync(Cancelled);
        return database.RateLimitBuckets.Single(bucket => bucket.CredentialId == connection.CredentialId).IntervalFactor;
    }
}
