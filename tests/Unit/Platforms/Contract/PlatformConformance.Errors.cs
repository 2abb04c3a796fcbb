using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;

namespace CallImport.Tests.Unit.Platforms;

public abstract partial class PlatformConformance
{
    private const int AskedToWait = 7;

    /// <summary>What is asked of a source during an import.</summary>
    private enum Request
    {
        Count,
        List,
        Locate,
        Transcripts,
    }

    [Fact]
    public Task A_429_waits_as_long_as_the_vendor_says() => EachIsRefusedAsync(
        new { kind = "429", percent = 100, retryAfter = AskedToWait },
        error => error is { FailureClass: FailureClass.RateLimited, RetryAfter.TotalSeconds: AskedToWait });

    [Fact]
    public Task A_429_that_says_nothing_waits_half_a_minute_or_more() => EachIsRefusedAsync(
        new { kind = "429", percent = 100, retryAfter = 0 },
        error => error is { FailureClass: FailureClass.RateLimited, RetryAfter.TotalSeconds: >= 30 });

    [Fact]
    public Task An_error_of_the_vendor_passes() => EachIsRefusedAsync(
        new { kind = "500", percent = 100 }, error => error.FailureClass == FailureClass.Transient);

    [Fact]
    public Task An_error_before_the_vendor_passes() => EachIsRefusedAsync(
        new { kind = "502", percent = 100 }, error => error.FailureClass == FailureClass.Transient);

    [Fact]
    public Task A_vendor_that_is_not_available_is_waited_for() => EachIsRefusedAsync(
        new { kind = "503", percent = 100, retryAfter = AskedToWait },
        error => error is { FailureClass: FailureClass.Transient or FailureClass.RateLimited } && error.RetryAfter is null or { TotalSeconds: AskedToWait });

    [Fact]
    public Task A_connection_that_breaks_passes_and_is_said_to_be_one() => EachIsRefusedAsync(
        new { kind = "reset", percent = 100 }, error => error is { FailureClass: FailureClass.Transient, Fault: PlatformFault.Unreachable });

    [Fact]
    public async Task A_wrong_secret_is_refused_everywhere_and_never_quoted()
    {
        NeedsServer();
        var asked = await SomeAsync(1);
        foreach (var request in Enum.GetValues<Request>())
        {
            var error = await ErrorOfAsync(request, WrongConnection, asked);

            Assert.True(error is { FailureClass: FailureClass.AuthExpired } || (error is null && MayStaySilent(request)), $"{request}: {error?.FailureClass}");
            Assert.All(WrongConnection.Secret.Values.Values, secret => Assert.DoesNotContain(secret, $"{error}", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task What_is_cancelled_ends()
    {
        NeedsServer();
        var asked = await SomeAsync(1);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        foreach (var request in Enum.GetValues<Request>().Where(request => !MayStaySilent(request)))
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => AskAsync(request, Connection, asked, cancelled.Token));
        }
    }

    [Fact]
    public async Task A_page_that_is_no_list_is_never_taken_for_an_empty_one()
    {
        await FaultAsync(new { kind = "html_list", percent = 100 });

        var error = await ErrorOfAsync(Request.List, Connection, []);

        Assert.True(error?.Fault == PlatformFault.UnusableAnswer || (error is null && !ListsCanBeGarbled), $"{error}");
    }

    [Fact]
    public async Task After_an_error_everything_is_as_before()
    {
        await FaultAsync(new { kind = "500", percent = 100 });
        Assert.NotNull(await ErrorOfAsync(Request.List, Connection, []));
        await ResetAsync();

        Assert.Equal((await TruthAsync()).Order(), (await ListAsync()).Select(call => call.SourceCallId).Order());
    }

    /// <summary>Whatever is asked meets the fault, is refused as expected, and the refusal quotes no secret.</summary>
    private async Task EachIsRefusedAsync(object fault, Predicate<PlatformException> isExpected)
    {
        var asked = await SomeAsync(1);
        await FaultAsync(fault);
        foreach (var request in Enum.GetValues<Request>())
        {
            var error = await ErrorOfAsync(request, Connection, asked);

            Assert.True(error is null ? MayStaySilent(request) : isExpected(error), $"{request}: {error?.FailureClass} {error?.Fault} {error?.RetryAfter} {error?.Message}");
            Assert.All(Connection.Secret.Values.Values, secret => Assert.DoesNotContain(secret, $"{error}", StringComparison.Ordinal));
        }
    }

    private async Task<PlatformException?> ErrorOfAsync(Request request, PlatformConnection connection, IReadOnlyList<SourceCallReference> asked)
    {
        try
        {
            await AskAsync(request, connection, asked, Cancelled);
            return null;
        }
        catch (PlatformException refused)
        {
            return refused;
        }
    }

    private Task AskAsync(Request request, PlatformConnection connection, IReadOnlyList<SourceCallReference> asked, CancellationToken cancellationToken) => request switch
    {
        Request.Count => Adapter.CountCallsAsync(connection, Everything, cancellationToken),
        Request.List => Adapter.ListCallsAsync(connection, Everything, null, cancellationToken),
        Request.Locate => Adapter.LocateRecordingsAsync(connection, asked, cancellationToken),
        _ => Adapter.GetTranscriptsAsync(connection, asked, cancellationToken),
    };
}
