using CallImport.Domain;
using CallImport.Domain.Credentials;
using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Credentials;
using CallImport.Infrastructure.Imports;
using CallImport.Infrastructure.Platforms;
using CallImport.Tests.E2E.Infrastructure;
using CallImport.Tests.E2E.Platforms;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace CallImport.Tests.E2E.Credentials;

/// <summary>The verbs of credentials on a real database, with the sandbox answering.</summary>
public sealed class CredentialVerbTests(PostgresFixture postgres) : IAsyncLifetime
{
    private SandboxDriver? sandbox;
    private PlatformNode? node;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private SandboxDriver Sandbox => sandbox ?? throw new InvalidOperationException("Not started.");

    private PlatformNode Node => node ?? throw new InvalidOperationException("Not started.");

    public async ValueTask InitializeAsync()
    {
        sandbox = await SandboxDriver.StartAsync(calls: 5, recordingBytes: 2160, requestsPerSecond: 0, Cancelled);
        node = await PlatformNode.StartAsync(
            await postgres.CreateMigratedDatabaseAsync(Cancelled), null, sandbox.GongBaseUrl, new EphemeralDataProtectionProvider(), Cancelled);
        await node.ExecuteAsync($"UPDATE platform_capabilities SET rate_limit_calls_per_minute = NULL", Cancelled);
    }

    public async ValueTask DisposeAsync()
    {
        await Node.DisposeAsync();
        await Sandbox.DisposeAsync();
    }

    [Fact]
    public async Task A_key_that_works_is_saved_encrypted_and_opens_again()
    {
        var created = await CreateAsync(Full());

        Assert.Null(created.Refusal);
        var row = Assert.Single(await RowsAsync());
        Assert.Equal(CredentialStatus.Valid, row.Status);
        Assert.Equal("…FULL", row.Hint);
        Assert.NotNull(row.LastVerifiedAt);
        Assert.Empty(new SecretHunt(SandboxDriver.AccessKeySecret, SandboxDriver.AccessKey).InText("row", row.EncryptedCredentials));
        var connection = await Node.Get<CredentialVault>().OpenAsync(row.Id, Cancelled);
        Assert.Equal(SandboxDriver.AccessKeySecret, connection.Secret["accessKeySecret"]);
        await using var database = await Node.DatabaseAsync(Cancelled);
        Assert.Equal("credential.created", (await database.AuditEvents.SingleAsync(Cancelled)).Action);
    }

    [Theory]
    [InlineData("SANDBOX-GONG-FULL", "wrong", RefusalKind.CredentialInvalid)]
    [InlineData("SANDBOX-GONG-REVOKED", "revoked-secret", RefusalKind.CredentialInvalid)]
    [InlineData("SANDBOX-GONG-BLOCKED", "blocked-secret", RefusalKind.CredentialInvalid)]
    [InlineData("SANDBOX-GONG-FULL", "", RefusalKind.BadInput)]
    public async Task A_key_that_does_not_work_leaves_nothing_behind(string key, string secret, RefusalKind expected)
    {
        var created = await CreateAsync(With(key, secret));

        Assert.Equal(expected, created.Refusal?.Kind);
        Assert.Empty(await RowsAsync());
        await using var database = await Node.DatabaseAsync(Cancelled);
        Assert.Empty(await database.AuditEvents.ToListAsync(Cancelled));
    }

    [Theory]
    [InlineData("SANDBOX-GONG-NOCALLS", "no-calls-secret", CredentialCheckName.MayListCalls)]
    [InlineData("SANDBOX-GONG-NOMEDIA", "no-media-secret", CredentialCheckName.MayReadMedia)]
    public async Task A_key_that_can_do_less_is_warned_of(string key, string secret, CredentialCheckName name)
    {
        var checks = new List<CredentialCheck>();
        await foreach (var check in Node.Get<CheckCredential>().ExecuteAsync(Node.Admin, With(key, secret), Cancelled))
        {
            checks.Add(check);
        }

        Assert.Equal(CheckOutcome.Warning, Assert.Single(checks, check => check.Name == name).Outcome);
        Assert.DoesNotContain(checks, check => check.Outcome == CheckOutcome.Failed);
    }

    [Fact]
    public async Task What_was_checked_a_moment_ago_is_saved_without_asking_again()
    {
        await foreach (var check in Node.Get<CheckCredential>().ExecuteAsync(Node.Admin, Full(), Cancelled))
        {
            Assert.NotEqual(CheckOutcome.Failed, check.Outcome);
        }

        await Sandbox.SetAsync("off", new { mode = "reset" }, Cancelled);

        Assert.Equal(RefusalKind.PlatformUnavailable, (await CreateAsync(With(SandboxDriver.AccessKey, "another-secret"))).Refusal?.Kind);
        Assert.Null((await CreateAsync(Full())).Refusal);
        Assert.Equal(RefusalKind.PlatformUnavailable, (await CreateAsync(Full("second"))).Refusal?.Kind);
    }

    [Fact]
    public async Task A_second_connection_needs_a_label_of_its_own()
    {
        await CreateAsync(Full());

        Assert.Equal(RefusalKind.Conflict, (await CreateAsync(Full())).Refusal?.Kind);
        Assert.Null((await CreateAsync(Full("second"))).Refusal);
        Assert.Equal(2, (await RowsAsync()).Count);
    }

    [Fact]
    public async Task The_same_key_gives_the_same_credential_and_other_arguments_are_a_conflict()
    {
        var first = await CreateAsync(Full(), "key-1");
        var again = await CreateAsync(Full(), "key-1");
        var other = await CreateAsync(Full("other"), "key-1");

        Assert.Equal(first.Value?.Id, again.Value?.Id);
        Assert.Equal(RefusalKind.Conflict, other.Refusal?.Kind);
        Assert.Single(await RowsAsync());
    }

    [Fact]
    public async Task Two_requests_at_once_with_one_key_make_one_credential()
    {
        var both = await Task.WhenAll(CreateAsync(Full(), "key-2"), CreateAsync(Full(), "key-2"));

        Assert.Single(both.Select(result => result.Value?.Id).Distinct());
        Assert.Single(await RowsAsync());
    }

    [Fact]
    public async Task Members_of_other_workspaces_and_lower_roles_get_nowhere()
    {
        var id = (await CreateAsync(Full())).Value?.Id ?? default;
        var stranger = Node.Admin with { WorkspaceId = Guid.NewGuid() };
        var viewer = Node.Admin with { Role = WorkspaceRole.Viewer };

        Assert.Equal(RefusalKind.NotFound, (await Node.Get<VerifyCredential>().ExecuteAsync(stranger, id, Cancelled)).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotFound, (await Node.Get<ReplaceCredential>().ExecuteAsync(stranger, id, Full().Values, Cancelled)).Refusal?.Kind);
        Assert.Null(await Node.Get<CredentialQueries>().FindAsync(stranger, id, Cancelled));
        Assert.Empty(await Node.Get<CredentialQueries>().ListAsync(stranger, Cancelled));
        Assert.Equal(RefusalKind.Forbidden, (await Node.Get<CreateCredential>().ExecuteAsync(viewer, Full("x"), null, Cancelled)).Refusal?.Kind);
        Assert.Equal(RefusalKind.Forbidden, (await Node.Get<ReplaceCredential>().ExecuteAsync(viewer, id, Full().Values, Cancelled)).Refusal?.Kind);
    }

    [Fact]
    public async Task A_key_that_dies_is_found_out_and_a_new_one_brings_the_connection_back()
    {
        var id = (await CreateAsync(Full())).Value?.Id ?? default;
        await Sandbox.SetAsync("gong/keys", new { accessKey = SandboxDriver.AccessKey, state = "Revoked" }, Cancelled);

        var dead = await Node.Get<VerifyCredential>().ExecuteAsync(Node.Admin, id, Cancelled);

        Assert.False(dead.Value?.IsValid);
        Assert.NotNull(dead.Value?.Error);
        Assert.Equal(CredentialStatus.Invalid, (await RowsAsync())[0].Status);
        var refused = await Assert.ThrowsAsync<PlatformException>(() => Node.Get<CredentialVault>().OpenAsync(id, Cancelled));
        Assert.Equal(FailureClass.AuthExpired, refused.FailureClass);

        var replaced = await Node.Get<ReplaceCredential>().ExecuteAsync(Node.Admin, id, With("SANDBOX-GONG-EMPTY", "empty-secret").Values, Cancelled);

        Assert.Null(replaced.Refusal);
        Assert.Equal((id, CredentialStatus.Valid), (replaced.Value?.Id, replaced.Value?.Status));
        Assert.Equal("SANDBOX-GONG-EMPTY", (await Node.Get<CredentialVault>().OpenAsync(id, Cancelled)).Secret["accessKey"]);
    }

    [Fact]
    public async Task A_refusal_of_the_old_secret_says_nothing_about_the_new_one()
    {
        var id = (await CreateAsync(Full())).Value?.Id ?? default;
        var old = await Node.Get<CredentialVault>().OpenAsync(id, Cancelled);
        await Node.Get<ReplaceCredential>().ExecuteAsync(Node.Admin, id, With("SANDBOX-GONG-EMPTY", "empty-secret").Values, Cancelled);

        await Node.Get<CredentialVault>().MarkInvalidAsync(old, "The old key is dead.", Cancelled);

        Assert.Equal(CredentialStatus.Valid, (await RowsAsync())[0].Status);
    }

    [Fact]
    public async Task A_dead_key_causes_no_more_than_five_further_requests()
    {
        var id = (await CreateAsync(Full())).Value?.Id ?? default;
        await Sandbox.SetAsync("gong/keys", new { accessKey = SandboxDriver.AccessKey, state = "Revoked" }, Cancelled);
        await Sandbox.SetAsync("stats/reset", new { }, Cancelled);
        var (vault, adapter) = (Node.Get<CredentialVault>(), Node.Get<PlatformCatalog>().Adapter("gong"));
        Assert.NotNull(adapter);
        var connection = await vault.OpenAsync(id, Cancelled);
        var window = new CallQuery(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(async _ =>
        {
            try
            {
                await adapter.ListCallsAsync(connection, window, null, Cancelled);
                return null;
            }
            catch (PlatformException refused)
            {
                // Who did not get a turn has learnt nothing about the key.
                if (refused.FailureClass == FailureClass.AuthExpired)
                {
                    await vault.MarkInvalidAsync(connection, refused.Message, Cancelled);
                }

                return refused;
            }
        }));

        Assert.All(outcomes, refused => Assert.NotNull(refused));
        Assert.InRange((await Sandbox.StatsAsync(Cancelled)).GetProperty("total").GetInt32(), 1, 6);
    }

    [Fact]
    public async Task Deleting_erases_the_secret_keeps_the_row_and_ends_its_imports()
    {
        var id = (await CreateAsync(Full())).Value?.Id ?? default;
        await Node.ExecuteAsync(
            $"INSERT INTO import_jobs (workspace_id, credential_id, platform, job_type) VALUES ({Node.WorkspaceId}, {id}, 'gong', 'historical')", Cancelled);
        var delete = Node.Get<DeleteCredential>();

        Assert.Equal(RefusalKind.NotFound, (await delete.ExecuteAsync(Node.Admin with { WorkspaceId = Guid.NewGuid() }, id, Cancelled)).Refusal?.Kind);
        Assert.Equal(1, (await delete.ExecuteAsync(Node.Admin with { Scopes = ApiScopes.Credentials }, id, Cancelled)).Value?.CancelledImports);
        Assert.Equal(0, (await delete.ExecuteAsync(Node.Admin, id, Cancelled)).Value?.CancelledImports);

        var row = Assert.Single(await RowsAsync());
        Assert.Equal((CredentialStatus.Deleted, ImportCredential.ErasedSecret), (row.Status, row.EncryptedCredentials));
        await using var database = await Node.DatabaseAsync(Cancelled);
        Assert.Equal(ImportJobStatus.Cancelled, (await database.ImportJobs.SingleAsync(Cancelled)).Status);
        await database.ImportJobs.ExecuteUpdateAsync(job => job.SetProperty(row => row.Status, ImportJobStatus.Failed), Cancelled);
        Assert.IsType<CredentialIsDeleted>(await CallRevival.RefusalAsync(database, await database.ImportJobs.AsNoTracking().SingleAsync(Cancelled), Cancelled));
        await Assert.ThrowsAsync<PlatformException>(() => Node.Get<CredentialVault>().OpenAsync(id, Cancelled));

        // As a process leaves it that dies between the two.
        await Node.ExecuteAsync($"UPDATE import_jobs SET status = 'pending', completed_at = NULL", Cancelled);
        await Node.Get<EndAbandonedImports>().ExecuteAsync(Cancelled);
        Assert.Equal(ImportJobStatus.Pending, (await database.ImportJobs.AsNoTracking().SingleAsync(Cancelled)).Status);
        await Node.ExecuteAsync($"UPDATE import_credentials SET updated_at = now() - interval '1 minute'", Cancelled);
        await Node.Get<EndAbandonedImports>().ExecuteAsync(Cancelled);
        Assert.Equal(ImportJobStatus.Cancelled, (await database.ImportJobs.AsNoTracking().SingleAsync(Cancelled)).Status);
        Assert.Equal("system", (await database.AuditEvents.OrderBy(entry => entry.Seq).LastAsync(Cancelled)).Actor);
        Assert.Empty(await Node.Get<CredentialQueries>().ListAsync(Node.Admin, Cancelled));
        Assert.Null((await CreateAsync(Full())).Refusal);
    }

    [Fact]
    public async Task A_platform_that_is_down_neither_saves_nor_spoils_a_credential()
    {
        var id = (await CreateAsync(Full())).Value?.Id ?? default;
        await Sandbox.SetAsync("off", new { mode = "reset" }, Cancelled);

        Assert.Equal(RefusalKind.PlatformUnavailable, (await CreateAsync(Full("second"))).Refusal?.Kind);
        var verification = (await Node.Get<VerifyCredential>().ExecuteAsync(Node.Admin, id, Cancelled)).Value;

        Assert.True(verification?.IsValid);
        Assert.NotNull(verification?.Error);
        Assert.Equal(CredentialStatus.Valid, (await RowsAsync()).Single().Status);
    }

    private static NewCredential Full(string? label = null) => With(SandboxDriver.AccessKey, SandboxDriver.AccessKeySecret, label);

    private static NewCredential With(string key, string secret, string? label = null) => new()
    {
        Platform = "GONG",
        Label = label,
        Values = new Dictionary<string, string> { ["accessKey"] = key, ["accessKeySecret"] = secret },
    };

    private Task<Result<ImportCredential>> CreateAsync(NewCredential credential, string? idempotencyKey = null) =>
        Node.Get<CreateCredential>().ExecuteAsync(Node.Admin, credential, idempotencyKey, Cancelled);

    private async Task<List<ImportCredential>> RowsAsync()
    {
        await using var database = await Node.DatabaseAsync(Cancelled);
        return await database.ImportCredentials.AsNoTracking().ToListAsync(Cancelled);
    }
}
