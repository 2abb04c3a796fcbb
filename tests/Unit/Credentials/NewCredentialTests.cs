using System.Net;
using CallImport.Domain;
using CallImport.Infrastructure.Credentials;
using CallImport.Infrastructure.Platforms.Http;
using CallImport.Tests.Unit.Platforms;
using Microsoft.Extensions.Options;

namespace CallImport.Tests.Unit.Credentials;

public sealed class NewCredentialTests
{
    [Theory]
    [InlineData("gong", "key:secret", "key|secret")]
    [InlineData("gong", " key:se:cr:et ", "key|se:cr:et")]
    [InlineData("fathom", "only:one", "only:one")]
    [InlineData("zoom_phone", "account:client:secret", "account|client|secret")]
    [InlineData("five29", "ops@acme.test:se:c;ret", "|ops@acme.test|se:c;ret||||||||")]
    [InlineData("five29", "folder=exports;nameZone=+01:00", "exports||||||||||+01:00")]
    [InlineData("five29", "user=ops@acme.test;password=a;b=c:d;folder=x", "x|ops@acme.test|a;b=c:d||||||||")]
    public void One_string_is_taken_apart_by_the_fields_of_the_platform(string platform, string apiKey, string expected)
    {
        var descriptor = PlatformCatalogTests.Catalog().Find(platform);
        Assert.NotNull(descriptor);

        var taken = NewCredential.FromApiKey(descriptor, apiKey);

        Assert.Equal(expected, string.Join('|', descriptor.CredentialFields.Select(field => taken.Value?.Values.GetValueOrDefault(field.Name))));
    }

    [Theory]
    [InlineData("key")]
    [InlineData("key:")]
    [InlineData(":secret")]
    [InlineData("")]
    public void A_part_that_is_missing_is_named(string apiKey)
    {
        var taken = NewCredential.FromApiKey(PlatformCatalogTests.Catalog().All[0], apiKey);

        Assert.Contains("accessKey:accessKeySecret", Assert.IsType<KeyIncomplete>(taken.Refusal).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://eu-1.api.gong.io", "https://eu-1.api.gong.io")]
    [InlineData(" eu-1.api.gong.io/ ", "https://eu-1.api.gong.io")]
    [InlineData("https://8.8.8.8/root/", "https://8.8.8.8/root")]
    [InlineData("http://127.0.0.1:8090/gong", "http://127.0.0.1:8090/gong")]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void An_address_is_tidied(string? entered, string? expected)
    {
        var checkedUrl = Rules().Check(entered);

        Assert.Null(checkedUrl.Refusal);
        Assert.Equal(expected, checkedUrl.Value);
    }

    [Theory]
    [InlineData("http://api.gong.io")]
    [InlineData("ftp://api.gong.io")]
    [InlineData("https://user:pass@api.gong.io")]
    [InlineData("https://api.gong.io?x=1")]
    [InlineData("https://api.gong.io#x")]
    [InlineData("https://api.gong.io?")]
    [InlineData("https://127.0.0.1:8091")]
    [InlineData("https://169.254.169.254/latest")]
    [InlineData("https://[::1]/")]
    [InlineData("https://[::ffff:10.0.0.1]/")]
    [InlineData("http://8.8.8.8")]
    [InlineData("https://2130706433/")]
    [InlineData("https://0x7f.1/")]
    [InlineData("not an address")]
    [InlineData("file:///etc/passwd")]
    public void An_address_that_must_not_be_used_is_refused(string entered) =>
        Assert.Equal(RefusalKind.BadInput, Rules().Check(entered).Refusal?.Kind);

    private static BaseUrlRules Rules() =>
        new(new EgressGuard(Options.Create(new OutboundOptions { Allow = ["127.0.0.1:8090"] }), (_, _) => Task.FromResult<IPAddress[]>([])));
}
