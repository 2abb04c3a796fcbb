using System.Runtime.CompilerServices;
using CallImport.Domain;
using CallImport.Domain.Platforms;
using CallImport.Domain.Workspaces;

namespace CallImport.Infrastructure.Credentials;

/// <summary>Shows, check by check, whether a credential would work. Nothing is written.</summary>
public sealed class CheckCredential
{
    private readonly CredentialIntake intake;
    private readonly CredentialOpener opener;

    internal CheckCredential(CredentialIntake intake, CredentialOpener opener) => (this.intake, this.opener) = (intake, opener);

    /// <returns>The platform's checks as they become known; one failed check alone when the form itself is refused.</returns>
    public async IAsyncEnumerable<CredentialCheck> ExecuteAsync(
        Actor actor, NewCredential credential, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!actor.MayManageCredentials)
        {
            yield return NotTried(new MayNotManageCredentials());
            yield break;
        }

        var taken = await intake.TakeAsync(credential, cancellationToken);
        if (!taken.Succeeded)
        {
            yield return NotTried(taken.Refusal);
            yield break;
        }

        await foreach (var check in new CredentialTrial(opener, actor.WorkspaceId, taken.Value).RunAsync(cancellationToken))
        {
            yield return check;
        }
    }

    private static CredentialCheck NotTried(Refusal refusal) => new(CredentialCheckName.Reached, CheckOutcome.Failed, refusal.Message);
}
