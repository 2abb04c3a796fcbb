using CallImport.Infrastructure.Workspaces;
using CallImport.Web.Auth;
using Microsoft.AspNetCore.Components.Endpoints;

namespace CallImport.Web.Components;

/// <summary>Who is signed in, and where else this person could be.</summary>
public sealed record Account(string UserName, MyWorkspace? Current, IReadOnlyList<MyWorkspace> Others);

internal static class AccountMiddleware
{
    /// <summary>
    /// Finds the account before a page is drawn: a page that stands in for a missing one is sent as it is, without waiting for what it has asked for.
    /// </summary>
    public static void UseAccount(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not null && context.User.ToActor() is { } actor)
        {
            var workspaces = await context.RequestServices.GetRequiredService<MyWorkspaces>().ListAsync(actor, context.RequestAborted);
            context.Features.Set(new Account(
                actor.Name,
                workspaces.FirstOrDefault(workspace => workspace.Id == actor.WorkspaceId),
                [.. workspaces.Where(workspace => workspace.Id != actor.WorkspaceId)]));
        }

        await next(context);
    });
}
