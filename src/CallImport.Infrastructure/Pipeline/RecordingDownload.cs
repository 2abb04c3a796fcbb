using System.Net;
using System.Net.Http.Headers;
using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Imports;
using CallImport.Infrastructure.Platforms.Http;
using CallImport.Infrastructure.Storage;
using CallImport.Infrastructure.Telemetry;
using Microsoft.Extensions.Options;

namespace CallImport.Infrastructure.Pipeline;

/// <summary>
/// Streams a recording into the staging area while hashing it. A cut transfer is taken up where it ended when the server can prove that the file is
/// still the same one, else it begins again. What is announced must arrive, and it must be audio or video.
/// </summary>
internal sealed class RecordingDownload(
    IHttpClientFactory clients, IRecordingStore store, IOptions<ImportOptions> options, ImportMetrics metrics, TimeProvider clock)
{
    /// <summary>Cuts in one try; after that the call waits its turn again.</summary>
    private const int MostCuts = 4;

    /// <exception cref="PlatformException">
    /// The media host refuses; with <see cref="PlatformFault.LocationExpired"/> a new address may help. AuthExpired when it is the token that is refused.
    /// </exception>
    /// <exception cref="CallFaultException">What arrived is not a whole recording, or cannot be stored.</exception>
    public async Task<StagedRecording> FetchAsync(RecordingRequest wanted, string stagingKey, CancellationToken cancellationToken)
    {
        metrics.DownloadStarted(wanted.Platform);
        try
        {
            await using var writer = await store.StageAsync(stagingKey, cancellationToken);
            using var body = new RecordingBody(writer, options.Value, clock);
            var brokeOff = false;
            for (var cuts = 0; ; cuts++)
            {
                try
                {
                    using var response = await AskAsync(wanted, body, cancellationToken);
                    await body.TakeAsync(response, cancellationToken);
                    break;
                }
                catch (Exception cut) when (IsCut(cut, cancellationToken))
                {
                    brokeOff |= cut is not HttpRequestException || body.Length > 0;
                    if (cuts >= MostCuts)
                    {
                        throw GivenUp(cut, brokeOff);
                    }

                    await Task.Delay(TimeSpan.FromMilliseconds(200 << cuts), clock, cancellationToken);
                }
            }

            var recording = body.Complete(stagingKey);
            await writer.CompleteAsync(cancellationToken);
            return recording;
        }
        finally
        {
            metrics.DownloadEnded(wanted.Platform);
        }
    }

    /// <param name="brokeOff">A transfer had begun at least once: it is the recording that does not come whole, not the host that is away.</param>
    private static CallFaultException GivenUp(Exception cut, bool brokeOff) => brokeOff
        ? new CallFaultException(FailureClass.Integrity, "The recording broke off each time it was downloaded.", cut)
        : new CallFaultException(FailureClass.Transient, "The source's media host cannot be reached.", cut);

    /// <summary>Connections that end early, stall or cannot be made; faults of storage and refusals have types of their own.</summary>
    private static bool IsCut(Exception fault, CancellationToken cancellationToken) =>
        fault is RecordingCutException or HttpRequestException { StatusCode: null } or IOException
        && fault is not HttpRequestException { InnerException: EgressRefusedException }
        && !cancellationToken.IsCancellationRequested;

    private Task<HttpResponseMessage> AskAsync(RecordingRequest wanted, RecordingBody body, CancellationToken cancellationToken) => wanted switch
    {
        RecordingDownloadRequest download => AskAsync(download, body, cancellationToken),
        RecordingCopyRequest copy => OpenAsync(copy, cancellationToken),
        _ => throw new InvalidOperationException($"{wanted.GetType().Name} is no request that can be made."),
    };

    /// <summary>A file is treated as a body that arrives: it is measured, looked at and hashed like any other.</summary>
    private static async Task<HttpResponseMessage> OpenAsync(RecordingCopyRequest wanted, CancellationToken cancellationToken) =>
        new(HttpStatusCode.OK) { Content = new StreamContent(await wanted.Place.OpenAsync(cancellationToken)) };

    private async Task<HttpResponseMessage> AskAsync(RecordingDownloadRequest wanted, RecordingBody body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, wanted.Location.Url).FetchingRecordingOf(wanted.CredentialId);
        if (wanted is { Location.Authorization: { } authorization, Connection: { } connection })
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
            foreach (var (name, value) in wanted.Location.Headers)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }

            request.For(connection, wanted.Location.LimitGroup ?? PlatformRequest.Uncounted);
        }

        if (body.CanResume is { } validator)
        {
            request.Headers.Range = new RangeHeaderValue(body.Length, null);
            request.Headers.IfRange = validator;
        }

        var client = clients.CreateClient(PlatformHttpClients.Media);
        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (response.StatusCode is HttpStatusCode.OK or HttpStatusCode.PartialContent)
        {
            return response;
        }

        using (response)
        {
            if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable && body.Length > 0)
            {
                await body.StartOverAsync("The recording changed at the source while it was downloaded.", cancellationToken);
            }

            throw Refusal(response);
        }
    }

    private PlatformException Refusal(HttpResponseMessage response) => response.StatusCode switch
    {
        // Behind a redirect to another host nobody has seen the token, and it is the address that has died.
        HttpStatusCode.Unauthorized when response.RequestMessage?.Headers.NonValidated.Contains("Authorization") == true => new PlatformException(
            FailureClass.AuthExpired, "The platform no longer accepts the sign-in that its recordings want. An administrator has to connect the account again."),
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.Gone => new PlatformException(
            FailureClass.Transient, $"The address of the recording is not accepted (HTTP {(int)response.StatusCode}).", PlatformFault.LocationExpired),
        _ when RetryAfterHeader.Asked(response, clock) is { } wait => new PlatformException(
            FailureClass.RateLimited, "The source's media host asks to wait.", retryAfter: wait),
        var status => new PlatformException(FailureClass.Transient, $"The source's media host answers with HTTP {(int)status}."),
    };
}
