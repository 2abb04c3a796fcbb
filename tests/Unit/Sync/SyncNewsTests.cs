using CallImport.Infrastructure.Queue;
using CallImport.Infrastructure.Sync;

namespace CallImport.Tests.Unit.Sync;

public sealed class SyncNewsTests
{
    private static readonly Guid Workspace = Guid.NewGuid();
    private static readonly Guid Run = Guid.NewGuid();

    public static TheoryData<string, Guid?, bool> Signals => new()
    {
        { ImportChannels.Workspace, Workspace, true },
        { ImportChannels.Workspace, Guid.NewGuid(), false },
        { ImportChannels.Workspace, null, true },
        { ImportChannels.Progress, Run, true },
        { ImportChannels.Progress, Guid.NewGuid(), false },
        { ImportChannels.Work, Run, false },
        { ImportChannels.Stop, Run, false },
    };

    [Theory]
    [MemberData(nameof(Signals))]
    public async Task What_is_heard_of_the_workspace_and_of_the_runs_that_are_shown_is_news(string channel, Guid? id, bool isNews)
    {
        using var news = new SyncNews(Workspace);
        news.Shows([Run]);

        news.Hear(new ImportSignal(channel, id));
        news.Hear(new ImportSignal(channel, id));

        Assert.Equal(isNews, await news.WaitAsync(TimeSpan.Zero, TestContext.Current.CancellationToken));
        Assert.False(await news.WaitAsync(TimeSpan.Zero, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task While_the_syncs_are_read_a_run_that_nobody_knows_yet_is_news()
    {
        using var news = new SyncNews(Workspace);
        news.Shows([Run]);
        news.Reading();

        news.Hear(new ImportSignal(ImportChannels.Progress, Guid.NewGuid()));

        Assert.True(await news.WaitAsync(TimeSpan.Zero, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void What_comes_when_it_is_over_disturbs_nobody()
    {
        var news = new SyncNews(Workspace);
        news.Dispose();

        news.Hear(new ImportSignal(ImportChannels.Workspace, null));
    }
}
