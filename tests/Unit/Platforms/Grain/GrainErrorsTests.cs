using System.Net;
using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms.Grain;
using CallImport.Infrastructure.Platforms.Http;

namespace CallImport.Tests.Unit.Platforms.Grain;

/// <summary>Row by row the table of docs/platforms/grain.md.</summary>
public sealed class GrainErrorsTests
{
    [Theory]
    [InlineData(302, FailureClass.Transient, PlatformFault.UnusableAnswer)]
    [InlineData(400, FailureClass.Permanent, PlatformFault.None)]
    [InlineData(401, FailureClass.AuthExpired, PlatformFault.None)]
    [InlineData(403, FailureClass.AuthExpired, PlatformFault.None)]
    [InlineData(404, FailureClass.Permanent, PlatformFault.UnusableAnswer)]
    [InlineData(408, FailureClass.Transient, PlatformFault.None)]
    [InlineData(409, FailureClass.Permanent, PlatformFault.None)]
    [InlineData(422, FailureClass.Permanent, PlatformFault.None)]
    [InlineData(429, FailureClass.RateLimited, PlatformFault.None)]
    [InlineData(500, FailureClass.Transient, PlatformFault.None)]
    [InlineData(502, FailureClass.Transient, PlatformFault.None)]
    [InlineData(503, FailureClass.Transient, PlatformFault.None)]
    [InlineData(504, FailureClass.Transient, PlatformFault.None)]
    public void A_refusal_has_its_class(int status, FailureClass failureClass, PlatformFault fault)
    {
        var error = GrainErrors.Of(Answer(status, null));

        Assert.Equal((failureClass, fault), (error?.FailureClass, error?.Fault));
    }

    [Fact]
    public void A_429_waits_as_long_as_it_says_and_half_a_minute_otherwise()
    {
        Assert.Equal(TimeSpan.FromSeconds(7), GrainErrors.Of(Answer(429, TimeSpan.FromSeconds(7)))?.RetryAfter);
        Assert.Equal(TimeSpan.FromSeconds(30), GrainErrors.Of(Answer(429, null))?.RetryAfter);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(202)]
    public void Success_is_no_error(int status) => Assert.Null(GrainErrors.Of(Answer(status, null)));

    private static PlatformAnswer Answer(int status, TimeSpan? retryAfter) => new((HttpStatusCode)status, retryAfter, []);
}
