using System.Net;
using System.Text;
using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms.Http;
using CallImport.Infrastructure.Platforms.ZoomPhone;

namespace CallImport.Tests.Unit.Platforms.ZoomPhone;

public sealed class ZoomPhoneErrorsTests
{
    [Theory]
    [InlineData(401, """{"code":124,"message":"Invalid access token."}""", FailureClass.AuthExpired, PlatformFault.None)]
    [InlineData(400, """{"code":4711,"message":"Invalid access token, does not contain scopes:[x]."}""", FailureClass.AuthExpired, PlatformFault.None)]
    [InlineData(400, """{"code":4700,"message":"m"}""", FailureClass.AuthExpired, PlatformFault.None)]
    [InlineData(400, """{"code":2013,"message":"m"}""", FailureClass.Permanent, PlatformFault.None)]
    [InlineData(403, "{}", FailureClass.AuthExpired, PlatformFault.None)]
    [InlineData(400, """{"code":300,"message":"The next page token is invalid or expired."}""", FailureClass.Transient, PlatformFault.CursorExpired)]
    [InlineData(400, """{"code":300,"message":"Validation Failed.","errors":[{"field":"next_page_token","message":"Invalid field."}]}""", FailureClass.Transient, PlatformFault.CursorExpired)]
    [InlineData(400, """{"code":300,"message":"Validation Failed.","errors":[{"field":"from","message":"Invalid field."}]}""", FailureClass.Permanent, PlatformFault.None)]
    [InlineData(404, "", FailureClass.Permanent, PlatformFault.UnusableAnswer)]
    [InlineData(408, "", FailureClass.Transient, PlatformFault.None)]
    [InlineData(429, """{"code":429,"message":"You have reached the maximum per-second rate limit for this API."}""", FailureClass.RateLimited, PlatformFault.None)]
    [InlineData(429, """{"code":429,"message":"You have reached the maximum daily rate limit for this API."}""", FailureClass.RateLimited, PlatformFault.DailyQuotaUsed)]
    [InlineData(500, "", FailureClass.Transient, PlatformFault.None)]
    [InlineData(302, "", FailureClass.Transient, PlatformFault.UnusableAnswer)]
    [InlineData(418, "", FailureClass.Permanent, PlatformFault.None)]
    public void Each_answer_has_its_class(int status, string body, FailureClass failure, PlatformFault fault)
    {
        var error = ZoomPhoneErrors.Of(Answer(status, body));

        Assert.Equal((failure, fault), (error?.FailureClass, error?.Fault));
    }

    [Fact]
    public void A_long_wait_is_the_day_s_quota() =>
        Assert.Equal(PlatformFault.DailyQuotaUsed, ZoomPhoneErrors.Of(Answer(429, "") with { RetryAfter = TimeSpan.FromHours(3) })?.Fault);

    [Theory]
    [InlineData("phone:read:recording_transcript:admin", "the scope phone:read:recording_transcript:admin")]
    [InlineData("something <b>strange</b>", "a scope that is needed")]
    public void A_missing_scope_is_named_when_it_is_one_of_ours(string scope, string said) => Assert.Contains(
        said, ZoomPhoneErrors.Of(Answer(400, $$$"""{"code":4711,"message":"does not contain scopes:[{{{scope}}}]."}"""))?.Message, StringComparison.Ordinal);

    private static PlatformAnswer Answer(int status, string body) => new((HttpStatusCode)status, null, Encoding.UTF8.GetBytes(body));
}
