using System.Runtime.CompilerServices;
using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;

namespace CallImport.Infrastructure.Platforms.Gong;

/// <summary>The named checks, made with at most five requests. Each that is not passed says what was seen, what to do and who must do it.</summary>
internal sealed class GongCredentialChecks(GongApi api, TimeProvider clock)
{
    private const int TranscriptSample = 10;

    /// <summary>Wide enough to hold every call that Gong can have.</summary>
    private static readonly DateTimeOffset BeforeGong = new(2010, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public async IAsyncEnumerable<CredentialCheck> RunAsync(PlatformConnection connection, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (await RefusalOfAsync(() => api.ProbeAsync(connection, now.AddHours(-1), now, cancellationToken)) is { } refused)
        {
            foreach (var check in GongCheckWords.NotSignedIn(refused, connection))
            {
                yield return check;
            }

            yield break;
        }

        yield return CheckWords.Reached("Gong", connection.BaseUrl);
        yield return CheckWords.SignedIn("Gong", connection);

        var everything = new CallQuery(BeforeGong, now);
        var (page, mediaRefusal) = await TryListAsync(connection, everything, new GongExposedFields(Media: true), cancellationToken);
        var listRefusal = mediaRefusal;
        if (mediaRefusal is { FailureClass: FailureClass.AuthExpired })
        {
            (page, listRefusal) = await TryListAsync(connection, everything, new GongExposedFields(), cancellationToken);
        }

        if (page is not { Calls.Count: > 0 })
        {
            yield return listRefusal is null ? GongCheckWords.SeesNoCalls() : GongCheckWords.MayNotList(listRefusal);
            yield break;
        }

        yield return GongCheckWords.MayList(page);
        yield return mediaRefusal is null ? GongCheckWords.Media(page) : GongCheckWords.MayNotReadMedia();
        yield return await TranscriptsAsync(connection, page, cancellationToken);
        yield return GongCheckWords.QuotaLeft();
    }

    private async Task<CredentialCheck> TranscriptsAsync(PlatformConnection connection, GongCallsPage page, CancellationToken cancellationToken)
    {
        List<string> ids = [.. (page.Calls ?? []).Select(GongMapper.IdOf).OfType<string>().Take(TranscriptSample)];
        try
        {
            return ids.Count > 0 && await api.TranscriptsAsync(connection, ids, null, cancellationToken) is { } transcripts
                ? GongCheckWords.Transcripts(ids.Count, transcripts)
                : GongCheckWords.MayNotReadTranscripts();
        }
        catch (PlatformException refusal)
        {
            return refusal.FailureClass == FailureClass.AuthExpired
                ? GongCheckWords.MayNotReadTranscripts()
                : CheckWords.NotTried(CredentialCheckName.MayReadTranscripts, refusal);
        }
    }

    private Task<(GongCallsPage? Page, PlatformException? Refusal)> TryListAsync(
        PlatformConnection connection, CallQuery query, GongExposedFields fields, CancellationToken cancellationToken) =>
        CheckWords.TryAsync(() => api.CallsAsync(connection, query, fields, null, cancellationToken));

    private static async Task<PlatformException?> RefusalOfAsync(Func<Task> request)
    {
        try
        {
            await request();
            return null;
        }
        catch (PlatformException refusal)
        {
            return refusal;
        }
    }
}
