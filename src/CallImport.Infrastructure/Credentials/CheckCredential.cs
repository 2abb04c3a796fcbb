using System.Runtime.CompilerServices;
using CallImport.Domain;
using CallImport.Domain.Platforms;
using CallImport.Domain.Workspaces;

namespace CallImport.Infrastructure.Credentials;

/// <summary>Shows, check by check, whether a credential would work. Nothing is written; what passed is believed when it is saved within minutes.</summary>
public sealed class CheckCredential
{
    private readonly CredentialIntake intake;
    private readonly CredentialTrials trials;

    internal CheckCredential(CredentialIntake intake, CredentialTrials trials) => (this.intake, this.trials) = (intake, trials);

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

        await foreach (var check in trials.CheckAsync(actor.WorkspaceId, taken.Value, cancellationToken))
        {
            yield return check;
        }
    }

    private static CredentialCheck NotTried(Refusal refusal) => new(CredentialCheckName.Reached, CheckOutcome.Failed, refusal.Message);
}
