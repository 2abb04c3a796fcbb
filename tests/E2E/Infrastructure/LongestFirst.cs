using CallImport.Tests.E2E.Browser.Driving;
using CallImport.Tests.E2E.GraphQL.Streaming;
using CallImport.Tests.E2E.Hosting;
using CallImport.Tests.E2E.Imports;
using CallImport.Tests.E2E.Platforms;
using CallImport.Tests.E2E.Sync;
using Xunit.Sdk;
using Xunit.v3;

namespace CallImport.Tests.E2E.Infrastructure;

/// <summary>What takes minutes begins first: a long class that begins last keeps everybody waiting while processors are idle.</summary>
internal sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Long =
    [
        ThirdRow.Name, FirstRow.Name, SecondRow.Name, nameof(ProcessDeathTests), nameof(DatabaseTroubleTests), nameof(SyncRunTests),
        nameof(NothingLostTests), nameof(ProductionNodeTests), nameof(WaitingTests), nameof(ProductionStartTests), nameof(TelephoneImportTests), nameof(ListingTests),
        nameof(StorageTroubleTests), nameof(DownloadTests), nameof(ProgressTests),
    ];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection => [.. testCollections.OrderBy(Rank)];

    private static int Rank<TTestCollection>(TTestCollection collection)
        where TTestCollection : ITestCollection
    {
        var rank = Array.FindIndex(Long, name => collection.TestCollectionDisplayName.Contains(name, StringComparison.Ordinal));
        return rank < 0 ? Long.Length : rank;
    }
}
