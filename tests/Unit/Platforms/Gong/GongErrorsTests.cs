using System.Net;
using System.Text;
using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms.Gong;
using CallImport.Infrastructure.Platforms.Http;

namespace CallImport.Tests.Unit.Platforms.Gong;

/// <summary>Row by row the table of docs/platforms/gong.md.</summary>
public sealed class GongErrorsTests
{
    [Theory]
    [InlineData(400, "Failed to verify cursor", FailureClass.Transient, PlatformFault.CursorExpired)]
    [InlineData(400, "The cursor has expired", FailureClass.Transient, PlatformFault.CursorExpired)]
    [InlineData(400, "filter.callIds: must not be empty but can be null or can be omitted", FailureClass.Permanent, PlatformFault.None)]
    [InlineData(401, "The access key is not valid", FailureClass.AuthExpired, PlatformFault.None)]
    [InlineData(401, "Missing scope api:calls:read:media-url", FailureClass.AuthExpired, PlatformFault.None)]
    [InlineData(403, "The address of the caller is not trusted", FailureClass.AuthExpired, PlatformFault.None)]
    [InlineData(403, "Forbidden", FailureClass.AuthExpired, PlatformFault.None)]
    [InlineData(404, "No such path", FailureClass.Permanent, PlatformFault.UnusableAnswer)]
    [InlineData(408, "Timeout", FailureClass.Transient, PlatformFault.None)]
    [InlineData(409, "Conflict", FailureClass.Permanent, PlatformFault.None)]
    [InlineData(302, "Found", FailureClass.Transient, PlatformFault.UnusableAnswer)]
    [InlineData(429, "API rate limit exceeded", FailureClass.RateLimited, PlatformFault.None)]
    [InlineData(500, "Oops", FailureClass.Transient, PlatformFault.None)]
    [InlineData(502, "", FailureClass.Transient, PlatformFault.None)]
    [InlineData(503, "", FailureClass.Transient, PlatformFault.None)]
    [InlineData(504, "", FailureClass.Transient, PlatformFault.None)]
    public void A_refusal_has_its_class(int status, string says, FailureClass failureClass, PlatformFault fault)
    {
        var error = GongErrors.Of(Answer(status, says));

        Assert.NotNull(error);
        Assert.Equal(failureClass, error.FailureClass);
        Assert.Equal(fault, error.Fault);
        Assert.True(says.Length == 0 || !error.Message.Contains(says, StringComparison.Ordinal), "A message never quotes the answer.");
    }

    [Fact]
    public void A_429_without_a_time_waits_half_a_minute() => Assert.Equal(TimeSpan.FromSeconds(30), GongErrors.Of(Answer(429, ""))?.RetryAfter);

    [Fact]
    public void A_wait_of_hours_is_the_daily_quota()
    {
        var error = GongErrors.Of(Answer(429, "", TimeSpan.FromHours(5)));

        Assert.Equal(PlatformFault.DailyQuotaUsed, error?.Fault);
        Assert.Equal(TimeSpan.FromHours(5), error?.RetryAfter);
    }

    [Fact]
    public void A_refused_address_says_so() =>
        Assert.Contains("trusted addresses", GongErrors.Of(Answer(403, "The address of the caller is not trusted"))?.Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(404, "No calls found corresponding to the provided filters", true)]
    [InlineData(404, "Call ID was not found", false)]
    [InlineData(400, "No calls found corresponding to the provided filters", false)]
    public void Only_one_sentence_means_that_nothing_was_found(int status, string says, bool expected) =>
        Assert.Equal(expected, GongErrors.IsNothingFound(Answer(status, says)));

    [Fact]
    public void Success_is_no_error() => Assert.Null(GongErrors.Of(Answer(200, "")));

    [Fact]
    public void An_error_page_of_a_proxy_is_judged_by_its_status() =>
        Assert.Equal(FailureClass.Transient, GongErrors.Of(new PlatformAnswer(HttpStatusCode.BadGateway, null, []))?.FailureClass);

    private static PlatformAnswer Answer(int status, string says, TimeSpan? retryAfter = null) =>
        new((HttpStatusCode)status, retryAfter, Encoding.UTF8.GetBytes(GongAnswers.Errors(says)));
}
