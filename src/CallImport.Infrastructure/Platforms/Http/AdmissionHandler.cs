using System.Net;
using CallImport.Infrastructure.Platforms.Http.Limits;
using Microsoft.Extensions.Logging;

namespace CallImport.Infrastructure.Platforms.Http;

/// <summary>Lets a request go when the limits of its credential allow it, and tells them when the vendor asks to wait.</summary>
internal sealed partial class AdmissionHandler(RateLimiter limiter, TimeProvider clock, ILogger<AdmissionHandler> logger) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Connection() is not { } connection || request.LimitGroup() == PlatformRequest.Uncounted)
        {
            return request.RecordingOf() is { } credentialId
                ? await FetchAsync(credentialId, request, cancellationToken)
                : await base.SendAsync(request, cancellationToken);
        }

        await limiter.AdmitAsync(connection, request.LimitGroup(), cancellationToken);
        var response = await base.SendAsync(request, cancellationToken);
        if (RetryAfterHeader.Asked(response, clock) is { } pause)
        {
            Log.AskedToWait(logger, connection.Platform, connection.CredentialId, (int)response.StatusCode, pause);
            await limiter.BlockAsync(connection, request.LimitGroup(), pause, slowDown: response.StatusCode == HttpStatusCode.TooManyRequests);
        }

        return response;
    }

    /// <summary>From a host that counts against no limit, but can ask to wait like any other.</summary>
    private async Task<HttpResponseMessage> FetchAsync(Guid credentialId, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await limiter.AdmitRecordingAsync(credentialId, cancellationToken);
        var response = await base.SendAsync(request, cancellationToken);
        if (RetryAfterHeader.Asked(response, clock) is { } pause)
        {
            Log.RecordingsAskedToWait(logger, credentialId, (int)response.StatusCode, pause);
            await limiter.BlockRecordingsAsync(credentialId, pause);
        }

        return response;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Platform} asks credential {CredentialId} to wait for {Pause} (HTTP {Status})")]
        public static partial void AskedToWait(ILogger logger, string platform, Guid? credentialId, int status, TimeSpan pause);

        [LoggerMessage(Level = LogLevel.Information, Message = "The host of recordings asks credential {CredentialId} to wait for {Pause} (HTTP {Status})")]
        public static partial void RecordingsAskedToWait(ILogger logger, Guid credentialId, int status, TimeSpan pause);
    }
}
