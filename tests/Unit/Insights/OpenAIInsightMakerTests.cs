using CallImport.Domain.Calls;
using CallImport.Infrastructure.Insights;
using CallImport.Infrastructure.Transcription;
using CallImport.Tests.Unit.Calls.Insights;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CallImport.Tests.Unit.Insights;

public sealed class OpenAIInsightMakerTests
{
    private static readonly Transcript Words = Dialogues.Spoken(Dialogues.Discovery);

    [Fact]
    public async Task The_model_writes_the_words_and_the_measures_stay_ours()
    {
        string? asked = null;
        var insights = await MakeAsync(async context =>
        {
            asked = $"{context.Request.Path} {context.Request.Headers.Authorization} {await new StreamReader(context.Request.Body).ReadToEndAsync(context.RequestAborted)}";
            await context.Response.WriteAsJsonAsync(Completion("""{"summary":"Tom wants a pilot.","actionItems":["Maya: send the report"],"topics":["Pilot"]}"""));
        });

        Assert.Equal("Tom wants a pilot.", insights.Summary);
        Assert.Equal(["Maya: send the report"], insights.ActionItems);
        Assert.Equal(["Pilot"], insights.Topics);
        Assert.Equal(["Maya", "Tom"], insights.TalkRatio.Select(share => share.Speaker));
        Assert.Contains("/v1/chat/completions Bearer test-key", asked, StringComparison.Ordinal);
        Assert.Contains("Does it work with NetSuite?", asked, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("I am sorry, I cannot do that.")]
    [InlineData("""{"summary":"","actionItems":[],"topics":[]}""")]
    [InlineData("""{"summary":"Fine.","topics":[]}""")]
    [InlineData("""{"summary":"Fine.","actionItems":"none","topics":[]}""")]
    [InlineData("""{"summary":"Fine.","actionItems":[null],"topics":[]}""")]
    public async Task An_answer_that_is_not_what_was_asked_for_is_replaced_by_the_local_one(string content) =>
        AssertLocal(await MakeAsync(context => context.Response.WriteAsJsonAsync(Completion(content))));

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(503)]
    public async Task A_server_that_refuses_is_replaced_by_the_local_one(int status) =>
        AssertLocal(await MakeAsync(context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        }));

    [Fact]
    public async Task A_server_that_is_not_there_is_replaced_by_the_local_one() =>
        AssertLocal(await Maker(new Uri("http://127.0.0.1:9/v1")).MakeAsync(Words, [], Xunit.TestContext.Current.CancellationToken));

    [Fact]
    public void A_long_call_is_sent_with_its_beginning_and_its_end()
    {
        var text = InsightPrompt.Text(new Transcript([.. Enumerable.Range(0, 20_000).Select(i => new TranscriptSegment("Ana", i, null, $"line {i} of many"))]));

        Assert.True(text.Length < 61_000);
        Assert.StartsWith("Ana: line 0 of many", text, StringComparison.Ordinal);
        Assert.EndsWith("Ana: line 19999 of many", text.TrimEnd(), StringComparison.Ordinal);
    }

    private static void AssertLocal(CallInsights insights) => Assert.StartsWith("Our security team will want to see a SOC 2 report", insights.Summary, StringComparison.Ordinal);

    private static object Completion(string content) => new
    {
        id = "1",
        @object = "chat.completion",
        created = 1,
        model = "m",
        choices = new[] { new { index = 0, finish_reason = "stop", message = new { role = "assistant", content } } },
    };

    private static async Task<CallInsights> MakeAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var server = builder.Build();
        server.Urls.Add("http://127.0.0.1:0");
        server.Run(answer);
        await server.StartAsync(Xunit.TestContext.Current.CancellationToken);
        return await Maker(new Uri(server.Urls.First() + "/v1")).MakeAsync(Words, [], Xunit.TestContext.Current.CancellationToken);
    }

    private static OpenAIInsightMaker Maker(Uri baseUrl) => new(
        new LocalInsightMaker(),
        Options.Create(new InsightsOptions { Provider = InsightsProvider.OpenAI, OpenAI = new OpenAIServerOptions { BaseUrl = baseUrl, ApiKey = "test-key", Model = "m" } }),
        NullLogger<OpenAIInsightMaker>.Instance);
}
