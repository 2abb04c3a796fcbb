using System.Globalization;
using CallImport.Infrastructure.Data;
using CallImport.Infrastructure.Workspaces;
using Microsoft.AspNetCore.Identity;

namespace CallImport.Web.Admin;

/// <summary>Prints the token; it is not shown again.</summary>
internal sealed class CreateTokenCommand(FindWorkspace findWorkspace, UserManager<AppUser> users, CreateApiToken createToken) : IOperatorCommand
{
    public string Verb => "create-token";

    public async Task<object> RunAsync(OperatorArguments arguments, CancellationToken cancellationToken)
    {
        arguments.Allow("email", "workspace", "scopes", "expires");
        var email = arguments.Required("email");
        var scopes = arguments.Required("scopes").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var expiresAt = ExpiryOf(arguments.Optional("expires"));
        var workspace = (await findWorkspace.ExecuteAsync(arguments.Required("workspace"), cancellationToken)).OrMistake();
        var user = await users.FindByEmailAsync(email) ?? throw new OperatorMistakeException(new UnknownMember(email).Message);
        var token = (await createToken.ExecuteAsync(
            new ApiTokenRequest(workspace.Id, user.Id, scopes, expiresAt), Operator.Name, cancellationToken)).OrMistake();
        return new { token.Id, Token = token.Secret.Reveal(), WorkspaceId = workspace.Id, Scopes = scopes, ExpiresAt = expiresAt };
    }

    private static DateTimeOffset? ExpiryOf(string? text) => text is null
        ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
            ? at
            : throw new OperatorMistakeException("--expires is a time such as 2027-01-31T00:00:00Z.");
}
