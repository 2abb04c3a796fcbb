using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms.Gong;

namespace CallImport.Tests.Unit.Platforms.Gong;

public sealed class GongCredentialChecksTests : IDisposable
{
    private static readonly string Secret = "the-key-secret";

    private readonly CannedVendor vendor = new();

    public void Dispose() => vendor.Dispose();

    [Fact]
    public async Task A_good_key_passes_every_check_in_order()
    {
        vendor.On(GongAnswers.Calls, 404, GongAnswers.NothingFound)
            .On(GongAnswers.Extensive, 200, GongAnswers.FullPage)
            .On(GongAnswers.Transcript, 200, GongAnswers.Transcripts);

        var checks = await CheckAsync();

        Assert.Equal(Enum.GetValues<CredentialCheckName>(), checks.Select(check => check.Name));
        Assert.All(checks, check => Assert.Equal(CheckOutcome.Passed, check.Outcome));
        Assert.Contains("263", checks[2].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_key_is_told_apart_from_a_wrong_region()
    {
        vendor.On(GongAnswers.Calls, 401, GongAnswers.Errors("The access key is not valid"));

        var checks = await CheckAsync();

        Assert.Equal([(CredentialCheckName.Reached, CheckOutcome.Passed), (CredentialCheckName.SignedIn, CheckOutcome.Failed)], Outcomes(checks));
        Assert.Contains("outside the US", checks[1].Fix, StringComparison.Ordinal);
        Assert.Contains("technical administrator", checks[1].Fix, StringComparison.Ordinal);
        Assert.DoesNotContain("technical administrator", checks[1].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_bound_to_other_addresses_says_who_must_add_this_one()
    {
        vendor.On(GongAnswers.Calls, 403, GongAnswers.Errors("The address of the caller is not among the trusted addresses of this key"));

        var checks = await CheckAsync();

        Assert.Equal(CheckOutcome.Failed, checks[1].Outcome);
        Assert.Contains("trusted addresses", checks[1].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_sees_nothing_even_in_the_widest_window_is_warned_of()
    {
        vendor.On(GongAnswers.Calls, 404, GongAnswers.NothingFound).On(GongAnswers.Extensive, 404, GongAnswers.NothingFound);

        var checks = await CheckAsync();

        var last = checks[^1];
        Assert.Equal((CredentialCheckName.MayListCalls, CheckOutcome.Warning), (last.Name, last.Outcome));
        Assert.Contains("may not see calls", last.Detail, StringComparison.Ordinal);
        Assert.Contains("2010-01-01T00:00:00Z", vendor.Seen[1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_without_the_right_to_media_still_lists()
    {
        vendor.On(GongAnswers.Calls, 404, GongAnswers.NothingFound)
            .On(GongAnswers.Extensive, 401, GongAnswers.Errors("Missing scope api:calls:read:media-url"))
            .On(GongAnswers.Extensive, 200, GongAnswers.Page(null, "1"))
            .On(GongAnswers.Transcript, 401, GongAnswers.Errors("Missing scope api:calls:read:transcript"));

        var checks = await CheckAsync();

        Assert.Equal(
            [
                (CredentialCheckName.Reached, CheckOutcome.Passed), (CredentialCheckName.SignedIn, CheckOutcome.Passed),
                (CredentialCheckName.MayListCalls, CheckOutcome.Passed), (CredentialCheckName.MayReadMedia, CheckOutcome.Warning),
                (CredentialCheckName.MayReadTranscripts, CheckOutcome.Warning), (CredentialCheckName.QuotaLeft, CheckOutcome.Passed),
            ],
            Outcomes(checks));
        Assert.All(checks.Where(check => check.Outcome == CheckOutcome.Warning), check => Assert.Contains("administrator", check.Fix, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_key_without_the_right_to_list_is_refused()
    {
        var refusal = GongAnswers.Errors("Missing scope api:calls:read:extensive");
        vendor.On(GongAnswers.Calls, 200, "{}").On(GongAnswers.Extensive, 403, refusal).On(GongAnswers.Extensive, 403, refusal);

        var checks = await CheckAsync();

        Assert.Equal((CredentialCheckName.MayListCalls, CheckOutcome.Failed), Outcomes(checks)[^1]);
    }

    [Fact]
    public async Task Calls_without_any_recording_are_a_warning()
    {
        vendor.On(GongAnswers.Calls, 200, "{}").On(GongAnswers.Extensive, 200, GongAnswers.Page(null, "1", "2")).On(GongAnswers.Transcript, 404, GongAnswers.NothingFound);

        var checks = await CheckAsync();

        Assert.Equal(CheckOutcome.Warning, checks[3].Outcome);
        Assert.Contains("media-url", checks[3].Fix, StringComparison.Ordinal);
        Assert.Equal(CheckOutcome.Warning, checks[4].Outcome);
    }

    [Fact]
    public async Task A_busy_platform_says_nothing_about_the_key()
    {
        vendor.On(GongAnswers.Calls, 429, GongAnswers.Errors("API rate limit exceeded"), headers: ("Retry-After", "7200"));

        var checks = await CheckAsync();

        Assert.Equal([(CredentialCheckName.Reached, CheckOutcome.Passed), (CredentialCheckName.QuotaLeft, CheckOutcome.Failed)], Outcomes(checks));
        Assert.Contains("in 2 hours", checks[1].Fix, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, "<html>sign in</html>", "text/html")]
    [InlineData(404, "Not found", "text/plain")]
    [InlineData(500, "", "text/html")]
    public async Task Something_that_is_not_Gong_is_not_reached(int status, string body, string mediaType)
    {
        vendor.On(GongAnswers.Calls, status, body, mediaType);

        var check = Assert.Single(await CheckAsync());

        Assert.Equal((CredentialCheckName.Reached, CheckOutcome.Failed), (check.Name, check.Outcome));
        Assert.NotNull(check.Fix);
    }

    [Fact]
    public async Task A_platform_that_is_down_is_not_reached()
    {
        vendor.Fails(GongAnswers.Calls, new HttpRequestException(HttpRequestError.ConnectionError));

        var check = Assert.Single(await CheckAsync());

        Assert.Equal((CredentialCheckName.Reached, CheckOutcome.Failed), (check.Name, check.Outcome));
    }

    private static List<(CredentialCheckName, CheckOutcome)> Outcomes(List<CredentialCheck> checks) => [.. checks.Select(check => (check.Name, check.Outcome))];

    private async Task<List<CredentialCheck>> CheckAsync()
    {
        var adapter = new GongAdapter(GongAnswers.Transport(vendor), TokenEndpoints.For(vendor), TimeProvider.System);
        var checks = new List<CredentialCheck>();
        await foreach (var check in adapter.CheckCredentialAsync(GongAnswers.Connection(), TestContext.Current.CancellationToken))
        {
            checks.Add(check);
        }

        Assert.All(checks, check => Assert.DoesNotContain(Secret, $"{check.Detail}{check.Fix}", StringComparison.Ordinal));
        return checks;
    }
}
