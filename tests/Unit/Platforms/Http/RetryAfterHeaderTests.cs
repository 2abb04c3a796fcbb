using System.Net;
using CallImport.Infrastructure.Platforms.Http;
using Microsoft.Extensions.Time.Testing;

namespace CallImport.Tests.Unit.Platforms.Http;

public sealed class RetryAfterHeaderTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("30", 30)]
    [InlineData(" 30 ", 30)]
    [InlineData("1.5", 1.5)]
    [InlineData("0", 1)]
    [InlineData("0.2", 1)]
    [InlineData("7200", 7200)]
    [InlineData("99999999999999999999", 86400)]
    [InlineData("Tue, 10 Mar 2026 12:01:00 GMT", 60)]
    [InlineData("2026-03-10T12:00:45Z", 45)]
    [InlineData("2026-03-10T14:00:00+01:00", 3600)]
    [InlineData("Tue, 10 Mar 2099 12:01:00 GMT", 86400)]
    public void What_a_vendor_asks_for_is_obeyed_within_reason(string header, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), RetryAfterHeader.Of(Response(header), Clock));

    [Theory]
    [InlineData("-5")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1e3")]
    [InlineData("soon")]
    [InlineData("")]
    [InlineData("Tue, 10 Mar 2026 11:00:00 GMT")]
    public void What_cannot_be_a_time_counts_as_not_said(string header) => Assert.Null(RetryAfterHeader.Of(Response(header), Clock));

    [Fact]
    public void Nothing_said_is_nothing() => Assert.Null(RetryAfterHeader.Of(new HttpResponseMessage(), Clock));

    [Fact]
    public void A_date_is_measured_by_the_clock_that_wrote_it()
    {
        var response = Response("Tue, 10 Mar 2026 12:03:00 GMT");
        response.Headers.Date = Now.AddMinutes(2);

        Assert.Equal(TimeSpan.FromMinutes(1), RetryAfterHeader.Of(response, Clock));
    }

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests, "7", 7)]
    [InlineData(HttpStatusCode.TooManyRequests, null, 30)]
    [InlineData(HttpStatusCode.ServiceUnavailable, "7", 7)]
    [InlineData(HttpStatusCode.ServiceUnavailable, null, null)]
    [InlineData(HttpStatusCode.OK, "7", null)]
    public void A_429_always_asks_to_wait_and_a_503_when_it_says_for_how_long(HttpStatusCode status, string? header, int? seconds)
    {
        using var response = Response(header ?? "");
        response.StatusCode = status;

        Assert.Equal(seconds, (int?)RetryAfterHeader.Asked(response, Clock)?.TotalSeconds);
    }

    private static FakeTimeProvider Clock => new(Now);

    private static HttpResponseMessage Response(string header)
    {
        var response = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        response.Headers.TryAddWithoutValidation("Retry-After", header);
        return response;
    }
}
