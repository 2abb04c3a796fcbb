using CallImport.Domain;
using CallImport.Domain.Credentials;
using CallImport.Domain.Platforms;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Credentials;
using CallImport.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace CallImport.Infrastructure.OAuth;

/// <summary>Tries what a vendor has granted and saves it where it belongs. What is not saved is given back to the vendor.</summary>
internal sealed partial class ConnectByGrant(
    CustomerHosts hosts,
    CredentialOpener opener,
    CreateCredential create,
    ReplaceCredential replace,
    IDbContextFactory<CallImportDbContext> databases,
    ILogger<ConnectByGrant> logger)
{
    /// <summary>The tokens of the connection may be renewed by an import just while they are replaced.</summary>
    private const int MostTries = 3;

    /// <param name="granted">Without label and address: they are found out here.</param>
    /// <param name="checks">Filled with what was checked.</param>
    public async Task<Result<ImportCredential>> ExecuteAsync(Actor actor, OAuthAttempt attempt, CredentialCandidate granted, List<CredentialCheck> checks)
    {
        var result = await ConnectAsync(actor, attempt, granted, checks);
        if (!result.Succeeded)
        {
            await GiveBackAsync(actor, granted);
        }

        return result;
    }

    private async Task<Result<ImportCredential>> ConnectAsync(Actor actor, OAuthAttempt attempt, CredentialCandidate granted, List<CredentialCheck> checks)
    {
        var host = hosts.Check(granted.Descriptor, granted.Grant?.ApiBaseUrl);
        if (host.Refusal is { } refusal)
        {
            return Refused(refusal);
        }

        var candidate = granted with { BaseUrl = host.Value };
        checks.AddRange(await new CredentialTrial(opener, actor.WorkspaceId, candidate).RunToEndAsync(CancellationToken.None));
        if (CredentialCheckup.RefusalOf(checks) is { } refused)
        {
            return Refused(refused);
        }

        for (var tries = 1; ; tries++)
        {
            var (before, label) = await PlaceAsync(actor, attempt, granted.Descriptor);
            if (attempt.CredentialId is not null && before is null)
            {
                return new UnknownCredential();
            }

            var saved = before is null
                ? await create.SaveAsync(actor, candidate with { Label = label }, CancellationToken.None)
                : await replace.SaveAsync(actor, before, candidate with { Label = before.Label }, CancellationToken.None);
            if (saved.Refusal is not (CredentialHasChanged or LabelTaken) || attempt.Label is not null || tries == MostTries)
            {
                return saved;
            }
        }
    }

    /// <returns>the connection that gets the new access, or the label of a new one</returns>
    private async Task<(ImportCredential? Before, string Label)> PlaceAsync(Actor actor, OAuthAttempt attempt, PlatformDescriptor platform)
    {
        await using var database = await databases.CreateDbContextAsync(CancellationToken.None);
        var rows = await database.ImportCredentials.AsNoTracking()
            .Where(row => row.WorkspaceId == actor.WorkspaceId && row.Platform == platform.Slug && row.DeletedAt == null)
            .OrderBy(row => row.CreatedAt).ToListAsync();
        if (attempt.CredentialId is { } credentialId)
        {
            return (rows.Find(row => row.Id == credentialId), "");
        }

        // A connection that works is never overwritten by somebody who asked for a new one.
        var dead = rows.Find(row => !row.IsValid && (attempt.Label is null || row.Label == attempt.Label));
        return (dead, attempt.Label ?? FreeLabel(rows));
    }

    private static string FreeLabel(List<ImportCredential> rows)
    {
        var label = ImportCredential.DefaultLabel;
        for (var number = 2; rows.Exists(row => row.Label == label); number++)
        {
            label = $"{ImportCredential.DefaultLabel} {number}";
        }

        return label;
    }

    private async Task GiveBackAsync(Actor actor, CredentialCandidate granted)
    {
        try
        {
            await (granted.Adapter.Tokens?.RevokeAsync(opener.OpenUnsaved(actor.WorkspaceId, granted), CancellationToken.None) ?? Task.FromResult(false));
        }
        catch (PlatformException fault)
        {
            Log.NotGivenBack(logger, granted.Descriptor.Slug, fault.Message);
        }
    }

    private static Result<ImportCredential> Refused(Refusal refusal) => refusal;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Access to {Platform} that was granted but not saved could not be revoked there: {Reason}")]
        public static partial void NotGivenBack(ILogger logger, string platform, string reason);
    }
}
