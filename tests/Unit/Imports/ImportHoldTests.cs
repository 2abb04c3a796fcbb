using CallImport.Domain.Imports;

namespace CallImport.Tests.Unit.Imports;

public sealed class ImportHoldTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 18, 0, 0, TimeSpan.Zero);
    private static readonly CallStandstill Unanswered = new(Now.AddMinutes(-2), "Gong cannot be reached.", Now.AddSeconds(8), OthersAreInWork: false);

    [Fact]
    public void A_source_that_does_not_answer_is_named_with_since_when_and_the_next_try() =>
        Assert.Equal(new ImportHold("Gong cannot be reached.", Now.AddMinutes(-2), Now.AddSeconds(8)), ImportHold.Of(Job(), Unanswered, Now));

    [Fact]
    public void A_single_stumble_among_calls_that_come_is_not_worth_telling() =>
        Assert.Null(ImportHold.Of(Job(), Unanswered with { LastCameAt = Now.AddSeconds(-3) }, Now));

    [Fact]
    public void A_long_download_is_no_standstill() => Assert.Null(ImportHold.Of(Job(), Unanswered with { OthersAreInWork = true }, Now));

    [Fact]
    public void Before_the_first_call_the_start_counts() =>
        Assert.Equal(Now.AddMinutes(-5), ImportHold.Of(Job(), Unanswered with { LastCameAt = null }, Now)?.Since);

    [Fact]
    public void Being_parked_is_told_at_once_with_its_end() => Assert.Equal(
        new ImportHold("The daily quota is used up.", Now, Now.AddHours(6)),
        ImportHold.Of(Job(waitingUntil: Now.AddHours(6), reason: "The daily quota is used up."), CallStandstill.None with { LastCameAt = Now }, Now));

    [Fact]
    public void A_list_that_cannot_be_read_holds_everything_up_between_two_tries_too() =>
        Assert.Equal("503", ImportHold.Of(Job(listingErrors: 2, lastError: "503"), CallStandstill.None, Now)?.Reason);

    [Fact]
    public void A_healthy_a_paused_and_an_ended_import_wait_for_nothing()
    {
        Assert.Null(ImportHold.Of(Job(), CallStandstill.None, Now));
        Assert.Null(ImportHold.Of(Job(pausedAt: Now), Unanswered, Now));
        Assert.Null(ImportHold.Of(Job(status: ImportJobStatus.Completed), Unanswered, Now));
    }

    private static ImportJob Job(
        ImportJobStatus status = ImportJobStatus.InProgress,
        DateTimeOffset? pausedAt = null,
        DateTimeOffset? waitingUntil = null,
        string? reason = null,
        int listingErrors = 0,
        string? lastError = null) => new()
        {
            Platform = "gong",
            Status = status,
            StartedAt = Now.AddMinutes(-5),
            PausedAt = pausedAt,
            WaitingUntil = waitingUntil,
            WaitingReason = reason,
            ListingErrors = listingErrors,
            LastError = lastError,
        };
}
