using System.Net;
using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms.Http;
using Microsoft.Extensions.Time.Testing;

namespace CallImport.Tests.Unit.Platforms.Http;

public sealed class PlatformTransportTests : IDisposable
{
    private const string Path = "GET /list";

    private readonly CannedVendor vendor = new();

    public void Dispose() => vendor.Dispose();

    [Fact]
    public async Task An_answer_is_read_whole_with_the_wait_it_asks_for()
    {
        vendor.On(Path, 429, """{"a":1}""", headers: ("Retry-After", "90"));

        var answer = await AskAsync();

        Assert.Equal((HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(90)), (answer.Status, answer.RetryAfter));
        Assert.Equal("""{"a":1}"""u8.ToArray(), answer.Json);
    }

    [Theory]
    [InlineData("application/problem+json", true)]
    [InlineData("text/html", false)]
    [InlineData("text/plain", false)]
    public async Task Only_json_is_read(string mediaType, bool isRead)
    {
        vendor.On(Path, 200, "{}", mediaType);

        Assert.Equal(isRead, (await AskAsync()).Json.Length > 0);
    }

    [Fact]
    public async Task An_endless_answer_is_cut()
    {
        vendor.On(Path, 400, new string(' ', 70_000));

        Assert.Equal(PlatformFault.UnusableAnswer, (await Assert.ThrowsAsync<PlatformException>(AskAsync)).Fault);
    }

    [Theory]
    [InlineData(HttpRequestError.NameResolutionError)]
    [InlineData(HttpRequestError.ConnectionError)]
    [InlineData(HttpRequestError.ResponseEnded)]
    public async Task A_connection_that_fails_may_come_back(HttpRequestError failure)
    {
        vendor.Fails(Path, new HttpRequestException(failure, "secret-in-a-message"));

        var error = await Assert.ThrowsAsync<PlatformException>(AskAsync);

        Assert.Equal((FailureClass.Transient, PlatformFault.Unreachable), (error.FailureClass, error.Fault));
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_forbidden_address_is_for_the_operator()
    {
        vendor.Fails(Path, new HttpRequestException("no", new EgressRefusedException("vendor.test", needsEncryption: false)));

        var error = await Assert.ThrowsAsync<PlatformException>(AskAsync);

        Assert.Equal(FailureClass.Permanent, error.FailureClass);
        Assert.Contains("Outbound:Allow", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_caller_who_gives_up_is_not_a_fault_of_the_platform()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        vendor.Fails(Path, new OperationCanceledException());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SendAsync(cancelled.Token));
    }

    [Fact]
    public async Task An_answer_that_does_not_begin_is_given_up()
    {
        var clock = new FakeTimeProvider();
        using var client = new HttpMessageInvoker(new AnswerDeadline(clock) { InnerHandler = new Silence() });
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://vendor.test/");

        var asking = client.SendAsync(request, TestContext.Current.CancellationToken);
        clock.Advance(AnswerDeadline.Patience);

        Assert.IsType<TimeoutException>((await Assert.ThrowsAsync<HttpRequestException>(() => asking)).InnerException);
    }

    private Task<PlatformAnswer> AskAsync() => SendAsync(TestContext.Current.CancellationToken);

    private async Task<PlatformAnswer> SendAsync(CancellationToken cancellationToken)
    {
        using var request = PlatformRequest.Create(HttpMethod.Get, CannedVendor.Connection(), "/list");
        return await new PlatformTransport(vendor, TimeProvider.System).SendAsync(request, "gong", "Gong", cancellationToken);
    }

    private sealed class Silence : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            return new HttpResponseMessage();
        }
    }
}
