using CallImport.Domain.Credentials;
using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Domain.Sync;
using CallImport.Infrastructure.Sync;
using CallImport.Web.Components.Formatting;

namespace CallImport.Tests.Unit.Components.Formatting;

public sealed class SyncTextsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_sync_that_has_not_looked_yet_is_not_called_in_sync()
    {
        var sync = Sync();

        Assert.Equal("Not looked yet", SyncTexts.State(sync, Now).Label);
        Assert.Equal("within a minute", SyncTexts.NextRun(sync, Now, TimeZoneInfo.Utc));
        Assert.Equal("The first run is about to look for new calls.", SyncTexts.Freshness(sync, "Gong", Now));
    }

    [Fact]
    public void A_first_run_that_is_looking_is_not_said_to_be_about_to()
    {
        var sync = Sync(new ImportJob { Platform = "gong", Status = ImportJobStatus.InProgress, JobType = ImportJobType.Sync });

        Assert.Equal("Looking for new calls", SyncTexts.State(sync, Now).Label);
        Assert.Equal("The first run is looking for new calls.", SyncTexts.Freshness(sync, "Gong", Now));
    }

    [Fact]
    public void After_a_run_it_is_in_sync_for_as_long_as_runs_come_and_says_how_fresh_it_is_and_when_it_looks_again()
    {
        var sync = Sync(new ImportJob { Platform = "gong", Status = ImportJobStatus.Completed, JobType = ImportJobType.Sync, DateRangeEnd = Now.AddMinutes(40) });

        Assert.Equal("In sync", SyncTexts.State(sync, Now.AddMinutes(100)).Label);
        Assert.Equal("Behind", SyncTexts.State(sync, Now.AddDays(3)).Label);
        Assert.Equal("Everything that Gong showed 10 min ago is here.", SyncTexts.Freshness(sync, "Gong", Now.AddMinutes(50)));
        Assert.Equal("within a minute", SyncTexts.NextRun(sync, Now.AddHours(5), TimeZoneInfo.Utc));
        Assert.StartsWith("at ", SyncTexts.NextRun(sync, Now.AddHours(-1), TimeZoneInfo.Utc), StringComparison.Ordinal);
    }

    [Fact]
    public void A_sync_whose_runs_have_failed_is_behind()
    {
        var sync = Sync(new ImportJob { Platform = "gong", Status = ImportJobStatus.Failed, JobType = ImportJobType.Sync });

        Assert.Equal("Behind", SyncTexts.State(sync, Now).Label);
        Assert.Equal("No run has read the list of Gong to its end.", SyncTexts.Freshness(sync, "Gong", Now));
    }

    [Fact]
    public void A_missing_stretch_is_imported_by_whole_days()
    {
        var gap = new TimeSpanOfCalls(Now.AddDays(-9).AddHours(3), Now.AddDays(-5));

        Assert.Contains("from=2026-11-13&to=2026-11-17", SyncTexts.ImportAddress(Guid.Empty, gap), StringComparison.Ordinal);
    }

    private static SyncOverview Sync(params ImportJob[] runs)
    {
        var credential = new ImportCredential(Guid.NewGuid(), Guid.NewGuid(), "gong", "default", CredentialType.ApiKey, null, Now);
        var config = new ImportSyncConfig(Guid.NewGuid(), credential.WorkspaceId, credential.Id, Now, Now);
        config.TurnOn(60, Now);
        return new SyncOverview
        {
            Credential = credential,
            Config = config,
            IsOffered = true,
            CostPerCallCents = 2,
            Runs = runs,
            Coverage = new SyncCoverage([]),
        };
    }
}
