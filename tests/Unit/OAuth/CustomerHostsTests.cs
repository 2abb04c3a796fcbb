using System.Net;
using CallImport.Infrastructure.Credentials;
using CallImport.Infrastructure.OAuth;
using CallImport.Infrastructure.Platforms;
using CallImport.Infrastructure.Platforms.Gong;
using CallImport.Infrastructure.Platforms.Http;
using CallImport.Tests.Unit.Platforms;
using Microsoft.Extensions.Options;

namespace CallImport.Tests.Unit.OAuth;

/// <summary>A vendor may name an API address with a token; the token goes there only if it is the vendor's.</summary>
public sealed class CustomerHostsTests
{
    [Theory]
    [InlineData("https://company-17.api.gong.io", "https://company-17.api.gong.io")]
    [InlineData("https://us-12345.api.gong.io/", "https://us-12345.api.gong.io")]
    [InlineData("https://api.gong.io", "https://api.gong.io")]
    [InlineData("https://gong.partner.test", "https://gong.partner.test")]
    [InlineData(null, null)]
    public void The_vendors_own_are_taken(string? named, string? expected)
    {
        var taken = Check(named);

        Assert.Null(taken.Refusal);
        Assert.Equal(expected, taken.Value);
    }

    [Theory]
    [InlineData("http://company-17.api.gong.io")]
    [InlineData("https://gong.io.evil.test")]
    [InlineData("https://evilgong.io")]
    [InlineData("https://169.254.169.254")]
    [InlineData("https://10.0.0.1")]
    [InlineData("https://user@company-17.api.gong.io")]
    [InlineData("https://company-17.api.gong.io/?to=evil.test")]
    [InlineData("ftp://company-17.api.gong.io")]
    public void All_others_are_refused(string named) => Assert.IsType<CustomerHostUnusable>(Check(named).Refusal);

    private static Domain.Result<string?> Check(string? named)
    {
        var egress = new EgressGuard(Options.Create(new OutboundOptions()), (_, _) => Task.FromResult<IPAddress[]>([]));
        var hosts = new CustomerHosts(new BaseUrlRules(egress), TokenEndpoints.Options(new PlatformEndpointOptions { CredentialHosts = ["gong.partner.test"] }));
        return hosts.Check(GongPlatform.Descriptor, named is null ? null : new Uri(named));
    }
}
