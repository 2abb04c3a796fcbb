using CallImport.Tests.E2E.Infrastructure;

namespace CallImport.Tests.E2E.Browser.Driving;

/// <summary>What tests leave for people: pictures of every page, and what a failed visit saw. Not kept in the repository.</summary>
internal static class Artifacts
{
    /// <summary>The document before and after every step in the trace of a failed visit: set <c>E2E_SNAPSHOTS</c>, they cost a quarter of a visit.</summary>
    public static bool WantsSnapshots { get; } = Environment.GetEnvironmentVariable("E2E_SNAPSHOTS") is { Length: > 0 };

    public static string Folder(params string[] names) =>
        Directory.CreateDirectory(Path.Combine([AppProcess.RepositoryRoot(), "artifacts", .. names])).FullName;
}
