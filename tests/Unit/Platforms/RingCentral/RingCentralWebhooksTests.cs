using System.Text;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms.RingCentral;

namespace CallImport.Tests.Unit.Platforms.RingCentral;

/// <summary>developers.ringcentral.com/guide/notifications/webhooks/creating-webhooks, in our own words.</summary>
public sealed class RingCentralWebhooksTests
{
    private const string Secret = "a-secret-for-one-tenant";
    private const string Disconnected =
        """{"uuid":"5","event":"/restapi/v1.0/account/1/telephony/sessions?statusCode=Disconnected","body":{"eventTime":"2026-04-14T13:30:21.101Z","telephonySessionId":"s-1"}}""";

    private readonly RingCentralWebhooks webhooks = new();

    [Fact]
    public void The_question_at_the_making_of_a_subscription_is_answered_with_its_token()
    {
        var reply = webhooks.Answer(Request("", ("Validation-Token", "token-of-this-moment")), []);

        Assert.Equal("token-of-this-moment", Assert.Single(reply?.Headers ?? new Dictionary<string, string>()).Value);
        Assert.Null(webhooks.Answer(Request(Disconnected, ("Validation-Token", Secret)), [Secret]));
        Assert.Null(webhooks.Answer(Request("", ("Validation-Token", "two\nlines")), []));
        Assert.Null(webhooks.Answer(Request(""), []));
    }

    [Theory]
    [InlineData("Verification-Token")]
    [InlineData("validation-token")]
    public void An_announcement_with_the_secret_says_when_its_call_took_place(string header) => Assert.Equal(
        new WebhookNotice(new DateTimeOffset(2026, 4, 14, 13, 30, 21, 101, TimeSpan.Zero), false), webhooks.Verify(Request(Disconnected, (header, Secret)), Secret));

    [Theory]
    [InlineData("Verification-Token", "another-secret-of-nobody")]
    [InlineData("Authorization", Secret)]
    public void Nothing_else_is_believed(string header, string value) => Assert.Null(webhooks.Verify(Request(Disconnected, (header, value)), Secret));

    [Fact]
    public void The_reminder_that_a_subscription_ends_fetches_nothing() => Assert.True(
        webhooks.Verify(Request("""{"event":"/restapi/v1.0/subscription/~?threshold=60"}""", ("Verification-Token", Secret)), Secret)?.IsTest);

    [Fact]
    public void What_cannot_be_read_is_still_an_announcement() =>
        Assert.Equal(new WebhookNotice(null, false), webhooks.Verify(Request("half", ("Verification-Token", Secret)), Secret));

    [Theory]
    [InlineData("short", false)]
    [InlineData("with a blank in the middle", false)]
    [InlineData(Secret, true)]
    public void A_secret_has_to_be_long_enough(string secret, bool isOne) => Assert.Equal(isOne, webhooks.MistakeIn(secret) is null);

    private static WebhookRequest Request(string body, params (string Name, string Value)[] headers) => new()
    {
        Url = new Uri("https://calls.example/webhooks/ringcentral/abc"),
        Headers = headers.ToDictionary(header => header.Name, header => header.Value),
        Body = Encoding.UTF8.GetBytes(body),
        Now = DateTimeOffset.UnixEpoch,
        Tolerance = TimeSpan.FromMinutes(5),
    };
}
