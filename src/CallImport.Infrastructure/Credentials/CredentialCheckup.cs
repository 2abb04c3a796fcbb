using CallImport.Domain;
using CallImport.Domain.Platforms;

namespace CallImport.Infrastructure.Credentials;

/// <summary>Reads the result out of the named checks.</summary>
internal static class CredentialCheckup
{
    public static async Task<IReadOnlyList<CredentialCheck>> RunAsync(
        IPlatformAdapter adapter, PlatformConnection connection, CancellationToken cancellationToken)
    {
        var checks = new List<CredentialCheck>();
        await foreach (var check in adapter.CheckCredentialAsync(connection, cancellationToken))
        {
            checks.Add(check);
        }

        return checks;
    }

    /// <returns>null when an import would work</returns>
    public static Refusal? RefusalOf(IReadOnlyList<CredentialCheck> checks) => checks.FirstOrDefault(check => check.Outcome == CheckOutcome.Failed) switch
    {
        null => null,
        { Name: CredentialCheckName.Reached } check => new PlatformNotReached(check),
        { Name: CredentialCheckName.QuotaLeft } check => new PlatformBusy(check),
        var check => new CredentialRefused(check),
    };
}
