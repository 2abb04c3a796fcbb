using System.Net;
using CallImport.Web.Auth;
using Microsoft.Extensions.Time.Testing;

namespace CallImport.Tests.Unit.Auth;

public sealed class TokenThrottleTests
{
    [Fact]
    public void A_source_that_tries_many_tokens_waits_for_the_rest_of_a_minute()
    {
        var time = new FakeTimeProvider();
        var throttle = new TokenThrottle(time);
        var source = IPAddress.Parse("192.0.2.1");
        for (var wrong = 0; wrong < 60; wrong++)
        {
            Assert.Null(throttle.Wait(source));
            throttle.Failed(source);
        }

        time.Advance(TimeSpan.FromSeconds(20));

        Assert.Equal(TimeSpan.FromSeconds(40), throttle.Wait(source));
        Assert.Null(throttle.Wait(IPAddress.Parse("192.0.2.2")));
    }
}
