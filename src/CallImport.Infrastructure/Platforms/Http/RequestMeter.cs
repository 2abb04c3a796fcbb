using CallImport.Infrastructure.Telemetry;

namespace CallImport.Infrastructure.Platforms.Http;

/// <summary>Counts every request that really goes to a platform, and how long its answer takes to begin.</summary>
internal sealed class RequestMeter(ImportMetrics metrics, TimeProvider clock) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Connection() is not { } connection)
        {
            return await base.SendAsync(request, cancellationToken);
        }

        var start = clock.GetTimestamp();
        int? status = null;
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            status = (int)response.StatusCode;
            return response;
        }
        finally
        {
            metrics.PlatformAnswered(connection.Platform, status, clock.GetElapsedTime(start));
        }
    }
}
