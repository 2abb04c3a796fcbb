using CallImport.Infrastructure.Credentials;

namespace CallImport.Web.Admin;

/// <summary>Takes some seconds: the nodes of the cluster are given the time to notice.</summary>
internal sealed class RotateKeysCommand(RotateKeys rotateKeys, TimeProvider clock) : IOperatorCommand
{
    public string Verb => "rotate-keys";

    public async Task<object> RunAsync(OperatorArguments arguments, CancellationToken cancellationToken)
    {
        arguments.Allow();
        try
        {
            return await rotateKeys.ExecuteAsync(Operator.Name, clock.GetUtcNow(), wait => Task.Delay(wait, clock, cancellationToken), cancellationToken);
        }
        catch (CredentialUnreadableException closed)
        {
            throw new OperatorMistakeException($"{closed.Message} Replace or delete that credential, then run this again.");
        }
    }
}
