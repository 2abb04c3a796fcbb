using System.Net;

namespace CallImport.Infrastructure.Platforms.Http;

/// <summary>
/// Follows redirects of reads one hop at a time, so that each hop is a request of its own for the guards below; takes credentials off whatever
/// goes to a host that may not receive them. Redirects of writes are handed back.
/// </summary>
internal sealed class RedirectFollower(CredentialHosts hosts) : DelegatingHandler
{
    private const int MaxHops = 5;

    /// <summary>All that a foreign host gets to see; vendors' own key headers are not among them.</summary>
    private static readonly string[] Harmless = ["Accept", "Accept-Encoding", "Range", "If-Range", "User-Agent"];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri is { } first && !hosts.MayReceive(request.Connection(), first))
        {
            request.Headers.Authorization = null;
        }

        var current = request;
        for (var hop = 0; ; hop++)
        {
            var response = await base.SendAsync(current, cancellationToken);
            if (request.KeepsRedirects() || !LeadsOn(response, current))
            {
                return response;
            }

            var target = response.RedirectTarget(current);
            response.Dispose();
            if (hop == MaxHops || target is not { Scheme: "https" or "http" })
            {
                throw new HttpRequestException($"{current.RequestUri?.Host} redirects too often or to something that is not a web address.");
            }

            current = Next(request, target);
        }
    }

    private static bool LeadsOn(HttpResponseMessage response, HttpRequestMessage request) =>
        response.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
            or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect
        && (request.Method == HttpMethod.Get || request.Method == HttpMethod.Head)
        && response.Headers.Location is not null;

    private HttpRequestMessage Next(HttpRequestMessage original, Uri target)
    {
        var next = new HttpRequestMessage(original.Method, target) { Version = original.Version, VersionPolicy = original.VersionPolicy };
        var trusted = hosts.MayReceive(original.Connection(), target);
        foreach (var header in original.Headers.NonValidated.Where(header => trusted || Harmless.Contains(header.Key, StringComparer.OrdinalIgnoreCase)))
        {
            next.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        if (trusted && original.Connection() is { } connection)
        {
            next.For(connection, original.LimitGroup());
        }

        return next.FetchingRecordingOf(original.RecordingOf());
    }
}
