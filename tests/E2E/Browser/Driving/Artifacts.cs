using CallImport.Tests.E2E.Infrastructure;

namespace CallImport.Tests.E2E.Browser.Driving;

/// <summary>What tests leave for people: pictures of every page, and what a failed visit saw. Not kept in the repository.</summary>
internal static class Artifacts
{
    public static string Folder(params string[] names) =>
        Directory.CreateDirectory(Path.Combine([AppProcess.RepositoryRoot(), "artifacts", .. names])).FullName;
}
