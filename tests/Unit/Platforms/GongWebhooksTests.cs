using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms.Gong;

namespace CallImport.Tests.Unit.Platforms;

/// <summary>help.gong.io/docs/prepare-your-receiving-application-to-receive-a-webhook-jwt-header, in our own words.</summary>
public sealed class GongWebhooksTests : IDisposable
{
    private const string Address = "https://calls.example/webhooks/gong/abc";
    private const string Body = """{"callData":{"metaData":{"id":"77","started":"2026-11-22T09:00:00Z"}},"isTest":false,"isPrivate":false}""";

    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private readonly RSA key = RSA.Create(2048);
    private readonly GongWebhooks webhooks = new();

    private string PublicKey => Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());

    [Fact]
    public void A_signed_announcement_says_when_its_call_took_place()
    {
        Assert.Equal(new WebhookNotice(new DateTimeOffset(2026, 11, 22, 9, 0, 0, TimeSpan.Zero), false), Verify(Token()));
        Assert.NotNull(Verify("Bearer " + Token()));
        Assert.NotNull(webhooks.Verify(Request(Token()), key.ExportSubjectPublicKeyInfoPem()));
    }

    [Fact]
    public void The_button_for_a_test_announces_no_call() =>
        Assert.True(Verify(Token("""{"isTest":true}"""), """{"isTest":true}""")?.IsTest);

    [Fact]
    public void What_is_signed_and_cannot_be_read_is_still_an_announcement() => Assert.Equal(new WebhookNotice(null, false), Verify(Token("half"), "half"));

    [Fact]
    public void One_changed_byte_of_the_body_and_it_is_not_believed() => Assert.Null(Verify(Token(), Body + " "));

    [Fact]
    public void A_token_for_another_address_is_not_believed()
    {
        Assert.Null(Verify(Token(url: "https://calls.example/webhooks/gong/other")));
        Assert.Null(Verify(Token(url: "https://elsewhere.example/webhooks/gong/abc")));
    }

    [Theory]
    [InlineData(3600, null, true)]
    [InlineData(-299, null, true)]
    [InlineData(-301, null, false)]
    [InlineData(3600, 299, true)]
    [InlineData(3600, -299, true)]
    [InlineData(3600, 301, false)]
    [InlineData(3600, -301, false)]
    [InlineData(null, null, false)]
    public void A_token_is_believed_within_five_minutes_of_its_time(int? endsIn, int? issuedIn, bool isBelieved) =>
        Assert.Equal(isBelieved, Verify(Token(endsIn: endsIn, issuedIn: issuedIn)) is not null);

    [Fact]
    public void Another_key_another_algorithm_and_no_signature_are_not_believed()
    {
        using var other = RSA.Create(2048);
        var claims = Claims(Body, Address, 3600, null);
        var unsigned = $"{Part("""{"alg":"none"}""")}.{Part(claims)}.";
        var head = $"{Part("""{"alg":"HS256"}""")}.{Part(claims)}";
        var withPublicKey = $"{head}.{Base64Url.EncodeToString(HMACSHA256.HashData(key.ExportSubjectPublicKeyInfo(), Encoding.ASCII.GetBytes(head)))}";

        Assert.Null(webhooks.Verify(Request(Token()), Convert.ToBase64String(other.ExportSubjectPublicKeyInfo())));
        Assert.Null(Verify(unsigned));
        Assert.Null(Verify(withPublicKey));
        Assert.All(["", ".", "..", "a.b.c", "Bearer", Token() + "x", new string('a', 100_000)], text => Assert.Null(Verify(text)));
    }

    [Fact]
    public void Only_a_public_key_can_be_a_secret()
    {
        Assert.Null(webhooks.MistakeIn(PublicKey));
        Assert.Null(webhooks.MistakeIn(key.ExportSubjectPublicKeyInfoPem()));
        Assert.All(["", "secret", "AAAA"], wrong => Assert.NotNull(webhooks.MistakeIn(wrong)));
    }

    public void Dispose() => key.Dispose();

    private WebhookNotice? Verify(string authorization, string body = Body) => webhooks.Verify(Request(authorization, body), PublicKey);

    private static WebhookRequest Request(string authorization, string body = Body) => new()
    {
        Url = new Uri(Address),
        Headers = new Dictionary<string, string> { ["authorization"] = authorization },
        Body = Encoding.UTF8.GetBytes(body),
        Now = Now,
        Tolerance = TimeSpan.FromMinutes(5),
    };

    private string Token(string body = Body, string url = Address, int? endsIn = 3600, int? issuedIn = null)
    {
        var signed = $"{Part("""{"alg":"RS256","typ":"JWT"}""")}.{Part(Claims(body, url, endsIn, issuedIn))}";
        return $"{signed}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    private static string Claims(string body, string url, int? endsIn, int? issuedIn)
    {
        var claims = new Dictionary<string, object>
        {
            ["webhook_url"] = url,
            ["body_sha256"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body))),
        };
        if (endsIn is { } end)
        {
            claims["exp"] = Now.ToUnixTimeSeconds() + end;
        }

        if (issuedIn is { } issued)
        {
            claims["iat"] = Now.ToUnixTimeSeconds() + issued;
        }

        return JsonSerializer.Serialize(claims);
    }

    private static string Part(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
