using System.Globalization;
using CallImport.Domain;
using CallImport.Domain.Workspaces;

namespace CallImport.Web.GraphQL.Access;

/// <summary>Who may ask for a field. Refused before any resolver runs; the verbs behind it check again.</summary>
/// <param name="AnyOf">One of these scopes is needed.</param>
/// <param name="Role">At least this role is needed.</param>
internal sealed record FieldRequirement(ApiScopes AnyOf, WorkspaceRole Role)
{
    public static readonly FieldRequirement Read = new(ApiScopes.Read, WorkspaceRole.Viewer);

    public static readonly FieldRequirement Import = new(ApiScopes.Import, WorkspaceRole.Member);

    public static readonly FieldRequirement Credentials = new(ApiScopes.Credentials, WorkspaceRole.Admin);

    /// <summary>Whoever imports may ask whether a connection works and keep it in sync; so may whoever looks after it.</summary>
    public static readonly FieldRequirement UseConnection = new(ApiScopes.Import | ApiScopes.Credentials, WorkspaceRole.Member);

    public static readonly FieldRequirement Audit = new(ApiScopes.Admin, WorkspaceRole.Admin);

    public static readonly FieldRequirement MakeTokens = new(ApiScopes.Admin, WorkspaceRole.Viewer);

    /// <summary>What every member and every token may do: end itself, see which platforms there are.</summary>
    public static readonly FieldRequirement Anything = new(ApiScopes.All, WorkspaceRole.Viewer);

    public bool IsMetBy(Actor actor) => (actor.Scopes & AnyOf) != ApiScopes.None && actor.Role >= Role;

    /// <summary>For the description of the field and for whoever is refused.</summary>
    public override string ToString()
    {
        var scopes = AnyOf == ApiScopes.All ? "any scope" : $"the scope {string.Join(" or ", ApiScopeNames.Of(AnyOf))}";
        return Role == WorkspaceRole.Viewer ? scopes : string.Create(CultureInfo.InvariantCulture, $"{scopes} and the role {Slug.Of(Role)}");
    }
}
