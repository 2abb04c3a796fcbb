namespace CallImport.Infrastructure.Platforms.Http;

/// <summary>Gives up on an answer that does not begin in time; how long its body may take is up to the reader.</summary>
internal sealed class AnswerDeadline(TimeProvider clock) : DelegatingHandler
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return await base.SendAsync(request, either.Token);
        }
        catch (OperationCanceledException cancelled) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException($"{request.RequestUri?.Host} did not answer within {Patience.TotalSeconds:0} seconds.", new TimeoutException(null, cancelled));
        }
    }
}
