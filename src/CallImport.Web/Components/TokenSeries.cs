namespace CallImport.Web.Components;

/// <summary>One token after the other: asking for the next one cancels the one before.</summary>
internal sealed class TokenSeries : IDisposable
{
    private CancellationTokenSource? current;

    public CancellationToken Next()
    {
        Dispose();
        current = new CancellationTokenSource();
        return current.Token;
    }

    public void Dispose()
    {
        current?.Cancel();
        current?.Dispose();
        current = null;
    }
}
