using CallImport.Domain;
using CallImport.Domain.Platforms;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Credentials;
using CallImport.Infrastructure.Imports;
using CallImport.Infrastructure.Platforms;

namespace CallImport.Infrastructure.FileDrops;

/// <summary>Shows what lies in the drop of a connection and what fits together, before anything is imported. Writes nothing.</summary>
public sealed class InspectDrop(CredentialQueries credentials, CredentialVault vault, PlatformCatalog catalog)
{
    /// <summary>False for platforms that recordings are fetched from.</summary>
    public bool Concerns(string platform) => catalog.Adapter(platform)?.FileDrop is not null;

    public async Task<Result<FileDropReport>> ExecuteAsync(Actor actor, Guid credentialId, CancellationToken cancellationToken)
    {
        if (await credentials.FindAsync(actor, credentialId, cancellationToken) is not { } credential)
        {
            return new CredentialNotFound();
        }

        if (catalog.Adapter(credential.Platform)?.FileDrop is not { } inspector)
        {
            return new PlatformNotOffered(credential.Platform);
        }

        try
        {
            return await inspector.InspectAsync(await vault.OpenAsync(credentialId, cancellationToken), cancellationToken);
        }
        catch (PlatformException refused)
        {
            return new PlatformTrouble(refused.Message);
        }
    }
}
