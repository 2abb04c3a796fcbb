using System.Net;
using CallImport.Infrastructure.Platforms.Http.Limits;

namespace CallImport.Infrastructure.Platforms.Http;

/// <summary>Lets a request go when the limits of its credential allow it, and tells them when the vendor asks to wait.</summary>
internal sealed class AdmissionHandler(RateLimiter limiter, TimeProvider clock) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Connection() is not { } connection || request.LimitGroup() == PlatformRequest.Uncounted)
        {
            return await base.SendAsync(request, cancellationToken);
        }

        await limiter.AdmitAsync(connection, request.LimitGroup(), cancellationToken);
        var response = await base.SendAsync(request, cancellationToken);
        var asked = RetryAfterHeader.Of(response, clock);
        if (response.StatusCode == HttpStatusCode.TooManyRequests)
        {
            await limiter.BlockAsync(connection, request.LimitGroup(), asked ?? RetryAfterHeader.Default, slowDown: true);
        }
        else if (response.StatusCode == HttpStatusCode.ServiceUnavailable && asked is { } pause)
        {
            await limiter.BlockAsync(connection, request.LimitGroup(), pause, slowDown: false);
        }

        return response;
    }
}
