using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms.ZoomPhone;

namespace CallImport.Tests.Unit.Platforms.ZoomPhone;

/// <summary>developers.zoom.us/docs/api/webhooks, in our own words.</summary>
public sealed class ZoomPhoneWebhooksTests
{
    private const string Secret = "secret-token-of-the-app";
    private const string Completed =
        """{"event":"phone.recording_completed","payload":{"object":{"recordings":[{"id":"1","date_time":"2026-03-08T05:37:23Z"},{"id":"2","date_time":"2026-03-08T05:00:00Z"}]}}}""";

    private static readonly DateTimeOffset Now = new(2026, 3, 8, 6, 0, 0, TimeSpan.Zero);

    private readonly ZoomPhoneWebhooks webhooks = new();

    [Fact]
    public void A_signed_announcement_says_since_when_there_is_something_new() =>
        Assert.Equal(new WebhookNotice(new DateTimeOffset(2026, 3, 8, 5, 0, 0, TimeSpan.Zero), false), webhooks.Verify(Signed(Completed), Secret));

    [Theory]
    [InlineData(-299, true)]
    [InlineData(299, true)]
    [InlineData(-301, false)]
    [InlineData(301, false)]
    public void An_announcement_is_believed_within_five_minutes_of_its_time(int seconds, bool isBelieved) =>
        Assert.Equal(isBelieved, webhooks.Verify(Signed(Completed, seconds), Secret) is not null);

    [Fact]
    public void One_changed_byte_another_secret_or_no_signature_and_it_is_not_believed()
    {
        Assert.Null(webhooks.Verify(Signed(Completed) with { Body = Encoding.UTF8.GetBytes(Completed + " ") }, Secret));
        Assert.Null(webhooks.Verify(Signed(Completed), "another-secret-token"));
        Assert.Null(webhooks.Verify(Signed(Completed) with { Headers = new Dictionary<string, string>() }, Secret));
    }

    [Theory]
    [InlineData("phone.recording_deleted", true)]
    [InlineData("app_deauthorized", true)]
    [InlineData("phone.recording_transcript_completed", false)]
    [InlineData("phone.recording_completed_for_access_member", false)]
    public void Only_what_is_new_is_fetched(string name, bool isIgnored) =>
        Assert.Equal(isIgnored, webhooks.Verify(Signed($$$"""{"event":"{{{name}}}","payload":{}}"""), Secret)?.IsTest);

    [Fact]
    public void The_question_whether_the_secret_is_known_is_answered()
    {
        var reply = webhooks.Answer(Signed(Question("q9ibPhGeRZ6ayx5WTrXjRw")), [Secret, "the-previous-one"]);

        var answer = JsonSerializer.Deserialize<Dictionary<string, string>>(reply?.Json ?? "{}");
        Assert.Equal(
            new Dictionary<string, string> { ["plainToken"] = "q9ibPhGeRZ6ayx5WTrXjRw", ["encryptedToken"] = Hash("q9ibPhGeRZ6ayx5WTrXjRw") }, answer);
        Assert.Null(webhooks.Answer(Signed(Question("q9ibPhGeRZ6ayx5WTrXjRw")), []));
        Assert.Null(webhooks.Answer(Signed(Completed), [Secret]));
    }

    [Fact]
    public void The_question_cannot_be_used_to_have_an_announcement_signed()
    {
        var stamp = Now.ToUnixTimeSeconds();

        Assert.Null(webhooks.Answer(Signed(JsonSerializer.Serialize(
            new { @event = "endpoint.url_validation", payload = new { plainToken = $"v0:{stamp}:{Completed}" } })), [Secret]));
    }

    private static string Question(string token) => $$$"""{"event":"endpoint.url_validation","payload":{"plainToken":"{{{token}}}"},"event_ts":1772948400123}""";

    private static WebhookRequest Signed(string body, int seconds = 0)
    {
        var stamp = Now.ToUnixTimeSeconds() + seconds;
        return new WebhookRequest
        {
            Url = new Uri("https://calls.example/webhooks/zoom_phone/abc"),
            Headers = new Dictionary<string, string> { ["X-Zm-Request-Timestamp"] = $"{stamp}", ["X-Zm-Signature"] = $"v0={Hash($"v0:{stamp}:{body}")}" },
            Body = Encoding.UTF8.GetBytes(body),
            Now = Now,
            Tolerance = TimeSpan.FromMinutes(5),
        };
    }

    private static string Hash(string message) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(message)));
}
