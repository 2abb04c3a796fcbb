using System.Net;
using System.Text;
using CallImport.Domain.Credentials;
using CallImport.Domain.Platforms;

namespace CallImport.Tests.Unit.Platforms;

/// <summary>Answers what it was told to answer, in order per path; a request that nobody registered is an error, never a surprise on the network.</summary>
internal sealed class CannedVendor : HttpMessageHandler, IHttpClientFactory
{
    private readonly Dictionary<string, Queue<Func<HttpResponseMessage>>> answers = [];

    public List<(string Request, string? Body, string? Authorization)> Seen { get; } = [];

    /// <param name="request">Method and path: <c>POST /v2/calls/extensive</c>.</param>
    public CannedVendor On(string request, int status, string body, string mediaType = "application/json", params (string Name, string Value)[] headers)
    {
        if (!answers.TryGetValue(request, out var queue))
        {
            answers.Add(request, queue = []);
        }

        queue.Enqueue(() =>
        {
            var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, mediaType) };
            foreach (var (name, value) in headers)
            {
                response.Headers.TryAddWithoutValidation(name, value);
            }

            return response;
        });
        return this;
    }

    public CannedVendor Fails(string request, Exception exception)
    {
        answers.TryAdd(request, []);
        answers[request].Enqueue(() => throw exception);
        return this;
    }

    public HttpClient CreateClient(string name) => new(this, disposeHandler: false);

    public static PlatformConnection Connection(string baseUrl = "https://vendor.test", Guid? credentialId = null, params (string Name, string Value)[] values) => new()
    {
        WorkspaceId = Guid.NewGuid(),
        CredentialId = credentialId,
        Platform = "gong",
        BaseUrl = new Uri(baseUrl),
        Secret = new CredentialSecret(CredentialType.ApiKey, values.ToDictionary(pair => pair.Name, pair => pair.Value)),
    };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var key = $"{request.Method} {request.RequestUri?.AbsolutePath}";
        var body = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
        Seen.Add((key, body, request.Headers.Authorization?.ToString()));
        if (!answers.TryGetValue(key, out var queue) || !queue.TryDequeue(out var answer))
        {
            throw new InvalidOperationException($"Nobody registered an answer for {key}.");
        }

        var response = answer();
        response.RequestMessage = request;
        return response;
    }
}
