namespace CallImport.Tests.Unit.Sandbox;

/// <summary>Sits between an adapter and the sandbox and holds both against the vendor's own description.</summary>
/// <param name="root">Path below which the described API lies.</param>
/// <param name="described">Path below which all of it is described.</param>
internal sealed class DescribedTraffic(OpenApiDescription description, string root, string described)
    : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
{
    private readonly List<string> _problems = [];

    public IReadOnlyList<string> Problems
    {
        get
        {
            lock (_problems)
            {
                return [.. _problems];
            }
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = request.RequestUri?.AbsolutePath ?? "";
        var response = await base.SendAsync(request, cancellationToken);
        if (address.StartsWith($"{described}/", StringComparison.Ordinal))
        {
            var operation = request.Method.Method.ToLowerInvariant();
            var path = description.PathOf(address[root.Length..]) ?? address;
            await response.Content.LoadIntoBufferAsync(cancellationToken);
            Note(await description.ProblemsAsync(operation, path, request));
            if (!description.HasSeenEnough($"{operation} {path} {(int)response.StatusCode}"))
            {
                Note(await description.ProblemsAsync(operation, path, response));
            }
        }

        return response;
    }

    private void Note(IReadOnlyList<string> problems)
    {
        lock (_problems)
        {
            _problems.AddRange(problems);
        }
    }
}
