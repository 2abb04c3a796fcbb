using System.Net;
using System.Text;
using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms.Http;
using CallImport.Infrastructure.Platforms.RingCentral;

namespace CallImport.Tests.Unit.Platforms.RingCentral;

public sealed class RingCentralErrorsTests
{
    [Theory]
    [InlineData(400, """{"errorCode":"CMN-101","errors":[{"errorCode":"CMN-101","message":"m","parameterName":"page"}]}""", FailureClass.Transient, PlatformFault.CursorExpired)]
    [InlineData(400, """{"errorCode":"CMN-101","errors":[{"errorCode":"CMN-101","message":"m","parameterName":"perPage"}]}""", FailureClass.Permanent, PlatformFault.None)]
    [InlineData(401, """{"errorCode":"TokenInvalid","errors":[{"errorCode":"OAU-149","message":"m"}]}""", FailureClass.AuthExpired, PlatformFault.None)]
    [InlineData(403, """{"errorCode":"InsufficientPermissions","errors":[{"errorCode":"CMN-408","message":"m"}]}""", FailureClass.AuthExpired, PlatformFault.None)]
    [InlineData(404, "{}", FailureClass.Permanent, PlatformFault.UnusableAnswer)]
    [InlineData(408, "", FailureClass.Transient, PlatformFault.None)]
    [InlineData(429, """{"errorCode":"CMN-301"}""", FailureClass.RateLimited, PlatformFault.None)]
    [InlineData(500, "", FailureClass.Transient, PlatformFault.None)]
    [InlineData(501, "", FailureClass.Permanent, PlatformFault.None)]
    [InlineData(503, """{"errorCode":"CMN-201"}""", FailureClass.Transient, PlatformFault.None)]
    [InlineData(302, "", FailureClass.Transient, PlatformFault.UnusableAnswer)]
    [InlineData(418, "", FailureClass.Permanent, PlatformFault.None)]
    public void Each_answer_has_its_class(int status, string body, FailureClass failure, PlatformFault fault)
    {
        var error = RingCentralErrors.Of(Answer(status, body));

        Assert.Equal((failure, fault), (error?.FailureClass, error?.Fault));
    }

    [Fact]
    public void A_penalty_without_a_word_about_its_length_is_a_minute() =>
        Assert.Equal(TimeSpan.FromSeconds(60), RingCentralErrors.Of(Answer(429, ""))?.RetryAfter);

    [Theory]
    [InlineData("CMN-401", "ReadCallLog", "app lacks the permission ReadCallLog")]
    [InlineData("CMN-408", "FullCompanyCallLog", "user lacks the permission FullCompanyCallLog")]
    [InlineData("CMN-408", "<b>no name</b>", "user lacks the permission to see the calls")]
    public void A_missing_right_is_named_when_it_is_a_name(string code, string permission, string said)
    {
        var body = $$$"""{"errorCode":"InsufficientPermissions","errors":[{"errorCode":"{{{code}}}","message":"m","permissionName":"{{{permission}}}"}]}""";

        Assert.Contains(said, RingCentralErrors.Of(Answer(403, body))?.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"errorCode":"CMN-102"}""", true)]
    [InlineData("""{"errors":[{"errorCode":"CMN-102"}]}""", true)]
    [InlineData("<html>", false)]
    public void Only_the_vendor_s_code_says_that_a_thing_is_gone(string body, bool isGone) => Assert.Equal(isGone, RingCentralErrors.IsGone(Answer(404, body)));

    private static PlatformAnswer Answer(int status, string body) => new((HttpStatusCode)status, null, Encoding.UTF8.GetBytes(body));
}
