using GraphQL.DataLoader;

namespace CallImport.Web.GraphQL.Execution;

/// <summary>
/// Collects what the items of a list ask for one by one and loads it in one go: the library resolves all that wait side by side before it
/// wants the first of them.
/// </summary>
internal sealed class Batch<TKey, TValue>(Func<IReadOnlyCollection<TKey>, CancellationToken, Task<IReadOnlyDictionary<TKey, TValue>>> load)
    where TKey : notnull
    where TValue : class
{
    private readonly Lock gate = new();
    private Lot? open;

    public IDataLoaderResult<TValue?> Ask(TKey key)
    {
        lock (gate)
        {
            open ??= new Lot();
            open.Keys.Add(key);
            return new Answer(this, open, key);
        }
    }

    private Task<IReadOnlyDictionary<TKey, TValue>> LoadAsync(Lot lot, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            open = open == lot ? null : open;
            return lot.Loading ??= load(lot.Keys, cancellationToken);
        }
    }

    private sealed class Lot
    {
        public HashSet<TKey> Keys { get; } = [];

        public Task<IReadOnlyDictionary<TKey, TValue>>? Loading { get; set; }
    }

    private sealed class Answer(Batch<TKey, TValue> batch, Lot lot, TKey key) : IDataLoaderResult<TValue?>
    {
        public async Task<TValue?> GetResultAsync(CancellationToken cancellationToken) =>
            (await batch.LoadAsync(lot, cancellationToken)).GetValueOrDefault(key);

        async Task<object?> IDataLoaderResult.GetResultAsync(CancellationToken cancellationToken) => await GetResultAsync(cancellationToken);
    }
}
