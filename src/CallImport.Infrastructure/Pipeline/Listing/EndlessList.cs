using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;

namespace CallImport.Infrastructure.Pipeline.Listing;

/// <summary>What ends a list whose source never says that it ends.</summary>
internal static class EndlessList
{
    /// <summary>Pages that bring nothing new, of one pass. Sources that are asked for one day after the other have thousands of them at most.</summary>
    public const int MostIdlePages = 10_000;

    public static PlatformException Refused() => new(
        FailureClass.Permanent, "The source's list goes in circles: it leads back to pages that were listed already, or on and on without a new call.");
}
