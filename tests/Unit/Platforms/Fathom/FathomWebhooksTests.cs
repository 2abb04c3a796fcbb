using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms.Fathom;

namespace CallImport.Tests.Unit.Platforms.Fathom;

/// <summary>developers.fathom.ai/webhooks and the Standard Webhooks specification, in our own words.</summary>
public sealed class FathomWebhooksTests
{
    private const string Body = """{"recording_id":7,"recording_start_time":"2026-11-22T09:00:00Z"}""";

    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly byte[] Key = Encoding.ASCII.GetBytes("0123456789abcdef01234567");

    private readonly FathomWebhooks webhooks = new();

    private static string Secret => $"whsec_{Convert.ToBase64String(Key)}";

    [Theory]
    [InlineData("webhook")]
    [InlineData("Svix")]
    public void A_signed_announcement_says_when_its_meeting_took_place(string prefix) =>
        Assert.Equal(new WebhookNotice(new DateTimeOffset(2026, 11, 22, 9, 0, 0, TimeSpan.Zero), false), Verify(Signature(Key), prefix: prefix));

    [Fact]
    public void One_of_several_signatures_is_enough()
    {
        var other = Signature(Encoding.ASCII.GetBytes("another key of 24 bytes!"));

        Assert.NotNull(Verify($"{other} {Signature(Key)}"));
        Assert.Null(Verify(other));
    }

    [Fact]
    public void What_is_signed_and_cannot_be_read_is_still_an_announcement() =>
        Assert.Equal(new WebhookNotice(null, false), Verify(Signature(Key, body: "half"), body: "half"));

    [Fact]
    public void One_changed_byte_another_id_or_another_version_and_it_is_not_believed()
    {
        Assert.Null(Verify(Signature(Key), body: Body + " "));
        Assert.Null(Verify(Signature(Key, id: "msg_2")));
        Assert.Null(Verify(Signature(Key).Replace("v1,", "v2,", StringComparison.Ordinal)));
        Assert.All(["", "v1,", "v1,%%%", new string('v', 100_000)], signature => Assert.Null(Verify(signature)));
    }

    [Theory]
    [InlineData(-300, true)]
    [InlineData(300, true)]
    [InlineData(-301, false)]
    [InlineData(301, false)]
    public void It_is_believed_within_five_minutes_of_its_time(int seconds, bool isBelieved)
    {
        var sent = Now.AddSeconds(seconds);

        Assert.Equal(isBelieved, Verify(Signature(Key, sent: sent), sent: sent) is not null);
    }

    [Fact]
    public void Only_a_secret_of_Fathoms_can_be_one()
    {
        Assert.Null(webhooks.MistakeIn(Secret));
        Assert.All(["", "secret", "whsec_", "whsec_AAAA", "whsec_%%%", Secret[6..]], wrong => Assert.NotNull(webhooks.MistakeIn(wrong)));
    }

    private static string Signature(byte[] key, string body = Body, string id = "msg_1", DateTimeOffset? sent = null) =>
        $"v1,{Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{id}.{Time(sent)}.{body}")))}";

    private static string Time(DateTimeOffset? sent) => (sent ?? Now).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private WebhookNotice? Verify(string signature, string body = Body, string prefix = "webhook", DateTimeOffset? sent = null) => webhooks.Verify(
        new WebhookRequest
        {
            Url = new Uri("https://calls.example/webhooks/fathom/abc"),
            Headers = new Dictionary<string, string>
            {
                [$"{prefix}-id"] = "msg_1",
                [$"{prefix}-timestamp"] = Time(sent),
                [$"{prefix}-signature"] = signature,
            },
            Body = Encoding.UTF8.GetBytes(body),
            Now = Now,
            Tolerance = TimeSpan.FromMinutes(5),
        },
        Secret);
}
