using System.Net;
using CallImport.Web.Auth;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CallImport.Tests.Unit.Auth;

public sealed class SourceThrottleTests
{
    private const int Limit = 10;

    private static readonly IPAddress Source = IPAddress.Parse("192.0.2.1");

    private readonly FakeTimeProvider time = new();
    private readonly SignInThrottle throttle;

    public SourceThrottleTests() =>
        throttle = new SignInThrottle(time, Options.Create(new SignInProtectionOptions { MaxFailures = 2, LockSeconds = 60 }));

    [Fact]
    public void A_source_that_fails_with_many_accounts_has_to_wait_until_the_window_is_over()
    {
        Fail(Source, Limit - 1);
        Assert.Null(throttle.Wait(Source));

        Fail(Source, 1);
        time.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(TimeSpan.FromSeconds(40), throttle.Wait(Source));

        time.Advance(TimeSpan.FromSeconds(40));
        Assert.Null(throttle.Wait(Source));
    }

    [Fact]
    public void Other_sources_are_not_slowed_down()
    {
        Fail(Source, Limit);

        Assert.Null(throttle.Wait(IPAddress.Parse("192.0.2.2")));
    }

    [Fact]
    public void The_addresses_of_one_ipv6_network_are_one_source()
    {
        Fail(IPAddress.Parse("2001:db8:1:2::1"), Limit);

        Assert.NotNull(throttle.Wait(IPAddress.Parse("2001:db8:1:2:ffff::2")));
        Assert.Null(throttle.Wait(IPAddress.Parse("2001:db8:1:3::1")));
    }

    private void Fail(IPAddress source, int times)
    {
        for (var index = 0; index < times; index++)
        {
            throttle.Failed(source);
        }
    }
}
