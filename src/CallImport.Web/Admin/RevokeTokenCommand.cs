using CallImport.Infrastructure.Workspaces;

namespace CallImport.Web.Admin;

internal sealed class RevokeTokenCommand(RevokeApiToken revokeToken) : IOperatorCommand
{
    public string Verb => "revoke-token";

    public async Task<object> RunAsync(OperatorArguments arguments, CancellationToken cancellationToken)
    {
        arguments.Allow("id");
        if (!Guid.TryParse(arguments.Required("id"), out var id))
        {
            throw new OperatorMistakeException(new UnknownToken().Message);
        }

        (await revokeToken.AnyAsync(id, Operator.Name, cancellationToken)).OrMistake();
        return new { Id = id, Revoked = true };
    }
}
