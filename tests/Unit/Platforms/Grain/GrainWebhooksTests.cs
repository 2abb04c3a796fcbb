using System.Text;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms.Grain;

namespace CallImport.Tests.Unit.Platforms.Grain;

/// <summary>developers.grain.com, Hooks, in our own words: nothing is signed.</summary>
public sealed class GrainWebhooksTests
{
    private readonly GrainWebhooks webhooks = new();

    [Fact]
    public void A_recording_is_a_hint_that_says_when_it_took_place() => Assert.Equal(
        new WebhookNotice(new DateTimeOffset(2026, 3, 2, 9, 30, 0, TimeSpan.Zero), false),
        webhooks.Verify(Request("""{"type":"recording_added","data":{"id":"7","start_datetime":"2026-03-02T09:30:00Z"}}"""), ""));

    [Fact]
    public void What_is_no_recording_fetches_nothing()
    {
        Assert.True(webhooks.Verify(Request("""{"type":"highlight_added","data":{}}"""), "")?.IsTest);
        Assert.Null(webhooks.Verify(Request("half"), ""));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("{}", true)]
    [InlineData("""{"type":"recording_added"}""", false)]
    public void A_call_without_a_type_is_the_question_whether_the_address_is_ours(string body, bool isQuestion) =>
        Assert.Equal(isQuestion, webhooks.Answer(Request(body), []) is not null);

    [Fact]
    public void There_is_no_secret_to_give()
    {
        Assert.False(webhooks.SignsAnnouncements);
        Assert.NotEmpty(webhooks.MistakeIn("anything"));
    }

    private static WebhookRequest Request(string body) => new()
    {
        Url = new Uri("https://calls.example/webhooks/grain/abc"),
        Headers = new Dictionary<string, string>(),
        Body = Encoding.UTF8.GetBytes(body),
        Now = new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.Zero),
        Tolerance = TimeSpan.FromMinutes(5),
    };
}
