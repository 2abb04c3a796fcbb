using System.Net.Http.Json;
using System.Text.Json;
using CallImport.Domain.Platforms;

namespace CallImport.Tests.Unit.Platforms;

/// <summary>
/// The whole suite: what an adapter does besides when its platform misbehaves, at the edges of windows, with recordings, transcripts, tokens and
/// announcements. A platform's own test class says which of the checks mean nothing for its platform.
/// </summary>
public abstract partial class PlatformConformance : PlatformAdapterContract
{
    /// <summary>Where the sandbox listens.</summary>
    protected virtual Uri Server => new(Connection.BaseUrl.GetLeftPart(UriPartial.Authority));

    /// <summary>False where the source is files and no server: nothing can be told to misbehave, and nobody signs in.</summary>
    protected virtual bool IsServed => true;

    /// <summary>False where a recording's address follows from what was listed, so that locating it asks nobody.</summary>
    protected virtual bool LocatingAsks => true;

    /// <summary>False where recordings are files that lie here, and only what is known of the calls is asked for.</summary>
    protected virtual bool ServesRecordings => IsServed;

    /// <summary>False where counting asks nobody.</summary>
    protected virtual bool CountingAsks => true;

    /// <summary>False where a source has no transcripts, or says with the list that there are none.</summary>
    protected virtual bool TranscriptsAsk => Adapter.Descriptor.SupportsTranscriptReuse;

    /// <summary>False where lists are no web pages.</summary>
    protected virtual bool ListsCanBeGarbled => true;

    /// <summary>
    /// An account of the sandbox without a secret, for an adapter whose token endpoint is the sandbox's; null where nobody signs in, or it is not
    /// served. See <see cref="TokenEndpoints.InSandbox"/>.
    /// </summary>
    protected virtual PlatformConnection? TokenAccount => null;

    /// <summary>False where a platform signs nothing: then an announcement only says that it is worth looking.</summary>
    protected virtual bool AnnouncementsAreSigned => true;

    /// <summary>In the form that the platform shows; it signs nothing here.</summary>
    protected virtual string WebhookSecret => "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    /// <summary>True once the source was told to misbehave or was asked for what it does not have: then it answers what no description of it shows.</summary>
    protected bool IsDisturbed { get; private set; }

    /// <summary>Registered with the sandbox.</summary>
    private Uri ReturnAddress => new($"http://127.0.0.1:8080/oauth/callback/{Adapter.Descriptor.Slug}");

    private async Task<IReadOnlyList<SourceCallReference>> SomeAsync(int count) =>
        [.. (await Adapter.ListCallsAsync(Connection, Paged, null, Cancelled)).Calls.Take(count).Select(ReferenceTo)];

    /// <summary>As if the call had just ended, which is when things are late.</summary>
    private static SourceCallReference ReferenceTo(SourceCall call) =>
        new(call.SourceCallId, call.SourceGroupId, call.DownloadToken) { StartedAt = TimeProvider.System.GetUtcNow() };

    /// <summary>Replaces all faults of the sandbox by one that is this vendor's.</summary>
    private Task FaultAsync(object fault)
    {
        NeedsServer();
        var described = JsonSerializer.SerializeToNode(fault, JsonSerializerOptions.Web)?.AsObject() ?? throw new InvalidOperationException("A fault is an object.");
        described["vendor"] = Adapter.Descriptor.Slug;
        IsDisturbed = true;
        return ControlAsync("faults", new[] { described });
    }

    private Task ResetAsync() => ControlAsync("faults", Array.Empty<object>());

    private async Task ControlAsync(string lever, object body)
    {
        using var client = new HttpClient();
        using var answer = await client.PostAsJsonAsync(new Uri(Server, $"/_control/{lever}"), body, Cancelled);
        Assert.True(answer.IsSuccessStatusCode, $"{lever}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(Cancelled)}");
    }

    private void NeedsServer() => Assert.SkipUnless(IsServed, "The source is files and no server.");

    private bool MayStaySilent(Request request) => request switch
    {
        Request.Count => !CountingAsks,
        Request.Locate => !LocatingAsks,
        Request.Transcripts => !TranscriptsAsk,
        _ => false,
    };

    /// <summary>Short values, such as an account's number, are found everywhere.</summary>
    private static IEnumerable<string> SecretsOf(PlatformConnection connection) => connection.Secret.Values.Values.Where(value => value.Length >= 8);
}
