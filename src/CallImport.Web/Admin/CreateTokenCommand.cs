using System.Globalization;
using CallImport.Infrastructure.Data;
using CallImport.Infrastructure.Workspaces;
using Microsoft.AspNetCore.Identity;

namespace CallImport.Web.Admin;

/// <summary>Prints the token; it is not shown again.</summary>
internal sealed class CreateTokenCommand(FindWorkspace findWorkspace, UserManager<AppUser> users, CreateApiToken createToken) : IOperatorCommand
{
    private const string NameByDefault = "Made by an operator";

    public string Verb => "create-token";

    public async Task<object> RunAsync(OperatorArguments arguments, CancellationToken cancellationToken)
    {
        arguments.Allow("email", "workspace", "scopes", "expires", "name");
        var email = arguments.Required("email");
        var scopes = arguments.Required("scopes").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var expiresAt = ExpiryOf(arguments.Optional("expires"));
        var workspace = (await findWorkspace.ExecuteAsync(arguments.Required("workspace"), cancellationToken)).OrMistake();
        var user = await users.FindByEmailAsync(email) ?? throw new OperatorMistakeException(new UnknownMember(email).Message);
        var request = new ApiTokenRequest(arguments.Optional("name") ?? NameByDefault, scopes, expiresAt);
        var made = (await createToken.ForMemberAsync(workspace.Id, user.Id, request, Operator.Name, cancellationToken)).OrMistake();
        return new { made.Token.Id, Token = made.Secret.Reveal(), WorkspaceId = workspace.Id, made.Token.Scopes, ExpiresAt = expiresAt };
    }

    private static DateTimeOffset? ExpiryOf(string? text) => text is null
        ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
            ? at
            : throw new OperatorMistakeException("--expires is a time such as 2027-01-31T00:00:00Z.");
}
