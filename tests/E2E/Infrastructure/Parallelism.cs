// Most of a test's time here is waiting for leases, limits and starts, so more of them fit beside each other than there are processors.
[assembly: Xunit.v3.Parallelization(MaxThreads = 6)]
[assembly: TestCollectionOrderer(typeof(CallImport.Tests.E2E.Infrastructure.LongestFirst))]
