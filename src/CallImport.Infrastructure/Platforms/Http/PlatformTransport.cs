using System.Net.Http.Headers;
using System.Security.Authentication;
using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using Polly.CircuitBreaker;

namespace CallImport.Infrastructure.Platforms.Http;

/// <summary>Sends a request through the platform's guarded client and reads the answer, within limits of time and size.</summary>
internal sealed class PlatformTransport(IHttpClientFactory clients, TimeProvider clock)
{
    private const int MaxBytes = 64 * 1024 * 1024;
    private const int MaxErrorBytes = 64 * 1024;

    private static readonly TimeSpan BodyDeadline = TimeSpan.FromSeconds(60);

    /// <param name="platform">Name for people.</param>
    /// <exception cref="PlatformException">When no usable answer came, and whatever the rate limiter says.</exception>
    public async Task<PlatformAnswer> SendAsync(HttpRequestMessage request, string slug, string platform, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            using var client = clients.CreateClient(PlatformHttpClients.Api(slug));
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            deadline.CancelAfter(BodyDeadline);
            var body = await ReadAsync(response, request.TakesAnyType(), either.Token);
            return body is null
                ? throw PlatformAnswer.Unusable(platform)
                : new PlatformAnswer(response.StatusCode, RetryAfterHeader.Of(response, clock), JsonCleaning.Clean(body))
                {
                    Location = request.KeepsRedirects() ? response.RedirectTarget(request) : null,
                };
        }
        catch (OperationCanceledException cancelled) when (!cancellationToken.IsCancellationRequested)
        {
            throw Unreachable($"{platform} did not finish its answer in time.", cancelled);
        }
        catch (BrokenCircuitException broken)
        {
            throw new PlatformException(
                FailureClass.Transient, $"{platform} cannot be reached at the moment.", PlatformFault.Unreachable, broken.RetryAfter, broken);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            throw Explain(error, request, platform);
        }
    }

    /// <returns>null when it is larger than anything the platform has to say</returns>
    private static async Task<byte[]?> ReadAsync(HttpResponseMessage response, bool anyType, CancellationToken cancellationToken)
    {
        if (!anyType && !SpeaksJson(response.Content.Headers.ContentType))
        {
            return [];
        }

        var limit = response.IsSuccessStatusCode ? MaxBytes : MaxErrorBytes;
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var buffer = new MemoryStream();
        var chunk = new byte[16 * 1024];
        while (await body.ReadAsync(chunk, cancellationToken) is > 0 and var read)
        {
            if (buffer.Length + read > limit)
            {
                return null;
            }

            buffer.Write(chunk, 0, read);
        }

        return buffer.ToArray();
    }

    private static bool SpeaksJson(MediaTypeHeaderValue? type) =>
        type?.MediaType is null || type.MediaType.EndsWith("json", StringComparison.OrdinalIgnoreCase);

    private static PlatformException Explain(Exception error, HttpRequestMessage request, string platform)
    {
        if (EgressRefusedException.In(error) is { } refused)
        {
            var reason = refused.NeedsEncryption
                ? $"{refused.Host} may only be reached by https."
                : $"This server may not connect to {refused.Host}: it is not a public address. The operator can allow it with Outbound:Allow.";
            return new PlatformException(FailureClass.Permanent, reason, PlatformFault.Unreachable, innerException: error);
        }

        var host = request.RequestUri?.Host;
        return error switch
        {
            HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } =>
                Unreachable($"The host {host} is not known. Check the base URL, or this server's name resolution.", error),
            HttpRequestException { InnerException: AuthenticationException } =>
                Unreachable($"No secure connection to {host} could be made: its certificate was not accepted.", error),
            HttpRequestException { InnerException: TimeoutException } => Unreachable($"{platform} did not answer in time.", error),
            HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => Unreachable($"{platform} cannot be reached at {host}.", error),
            _ => Unreachable($"The connection to {platform} broke off.", error),
        };
    }

    private static PlatformException Unreachable(string reason, Exception error) =>
        new(FailureClass.Transient, reason, PlatformFault.Unreachable, innerException: error);
}
