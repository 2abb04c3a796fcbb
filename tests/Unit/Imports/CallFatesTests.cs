using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using Npgsql;

namespace CallImport.Tests.Unit.Imports;

public sealed class CallFatesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly RetryRules Rules = new(5, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(300));

    [Fact]
    public void A_permanent_failure_is_tried_once() =>
        Assert.Equal(new CallFate.Failed(FailureClass.Permanent, "gone"), After(new PlatformException(FailureClass.Permanent, "gone"), 0));

    [Theory]
    [InlineData(FailureClass.Transient)]
    [InlineData(FailureClass.Integrity)]
    public void A_passing_failure_is_tried_until_its_attempts_are_spent(FailureClass failureClass)
    {
        for (var failed = 0; failed < 4; failed++)
        {
            Assert.IsType<CallFate.Retry>(After(new CallFaultException(failureClass, "again"), failed));
        }

        Assert.Equal(new CallFate.Failed(failureClass, "again"), After(new CallFaultException(failureClass, "again"), 4));
    }

    [Theory]
    [InlineData(FailureClass.RateLimited)]
    [InlineData(FailureClass.AuthExpired)]
    [InlineData(FailureClass.Storage)]
    public void Waiting_spends_no_attempt_however_many_were_spent(FailureClass failureClass) =>
        Assert.Equal(failureClass, Assert.IsType<CallFate.Snooze>(After(new PlatformException(failureClass, "wait"), 99)).Cause);

    [Fact]
    public void A_limit_is_waited_out_to_its_end_and_never_less()
    {
        var fate = Assert.IsType<CallFate.Snooze>(After(new PlatformException(FailureClass.RateLimited, "busy", retryAfter: TimeSpan.FromSeconds(77)), 0));
        Assert.InRange(fate.Until, Now.AddSeconds(77), Now.AddSeconds(79));
    }

    [Fact]
    public void A_limit_that_names_no_time_is_waited_for_half_a_minute() =>
        Assert.True(Assert.IsType<CallFate.Snooze>(After(new PlatformException(FailureClass.RateLimited, "busy"), 0)).Until >= Now.AddSeconds(30));

    [Theory]
    [InlineData(null, 20, 30)]
    [InlineData(120, 120, 120)]
    public void An_outage_is_waited_for_as_long_as_the_source_asks_and_spends_no_attempt(int? asked, double least, double most)
    {
        var refused = new PlatformException(FailureClass.Transient, "away", retryAfter: asked is { } seconds ? TimeSpan.FromSeconds(seconds) : null);
        var fate = CallFates.DuringOutage(refused, Now, 0.5);
        Assert.InRange(fate.Until, Now.AddSeconds(least), Now.AddSeconds(most));
        Assert.Equal((FailureClass.Transient, "away"), (fate.Cause, fate.Reason));
    }

    [Fact]
    public void The_database_being_away_is_nobodys_fault() =>
        Assert.Null(Assert.IsType<CallFate.Snooze>(After(new NpgsqlException("away"), 4)).Cause);

    [Fact]
    public void The_database_being_away_is_seen_through_its_wrapping() =>
        Assert.IsType<CallFate.Snooze>(After(new InvalidOperationException("transient", new NpgsqlException("away")), 4));

    [Fact]
    public void What_nobody_expected_is_tried_again_and_says_no_more_than_its_type()
    {
        var fate = Assert.IsType<CallFate.Retry>(After(new InvalidOperationException("password=1234"), 0));
        Assert.Equal(FailureClass.Transient, fate.Class);
        Assert.DoesNotContain("1234", fate.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 0, 2.5)]
    [InlineData(1, 0.999999, 5)]
    [InlineData(2, 0, 5)]
    [InlineData(3, 0.5, 15)]
    [InlineData(40, 0, 150)]
    [InlineData(40, 0.999999, 300)]
    public void Backoff_doubles_with_half_of_it_left_to_chance_up_to_a_bound(int attempt, double jitter, double seconds) =>
        Assert.Equal(seconds, Rules.WaitAfter(attempt, jitter).TotalSeconds, 2);

    [Fact]
    public void A_retry_waits_at_least_as_long_as_the_source_asks()
    {
        var fate = Assert.IsType<CallFate.Retry>(After(new PlatformException(FailureClass.Transient, "down", retryAfter: TimeSpan.FromMinutes(3)), 0));
        Assert.Equal(Now.AddMinutes(3), fate.At);
    }

    private static CallFate After(Exception fault, int failed) => CallFates.After(fault, failed, Rules, Now, 0.5);
}
