using CallImport.Domain.Workspaces;
using Microsoft.AspNetCore.Components.Authorization;

namespace CallImport.Web.Auth;

/// <summary>Who uses this page, for pages and controls; endpoints ask <see cref="SessionPrincipal.ToActor"/> of the request's user.</summary>
public sealed class CurrentActor(AuthenticationStateProvider authentication)
{
    /// <returns>null for somebody who is not signed in or a member of no workspace</returns>
    public async Task<Actor?> FindAsync() => (await authentication.GetAuthenticationStateAsync()).User.ToActor();

    /// <exception cref="UnauthorizedAccessException">Nobody is signed in, or the last membership has ended; pages behind a policy cannot get here.</exception>
    public async Task<Actor> GetAsync() => await FindAsync() ?? throw new UnauthorizedAccessException("This needs a member of a workspace.");
}
