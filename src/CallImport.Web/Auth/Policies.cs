using Microsoft.AspNetCore.Authorization;

namespace CallImport.Web.Auth;

/// <summary>Names of the authorization policies, for pages and endpoints. Use cases check the actor's role and scopes again.</summary>
public static class Policies
{
    /// <summary>Any member of the workspace.</summary>
    public const string CanRead = "can-read";

    public const string CanImport = "can-import";

    public const string CanManageCredentials = "can-manage-credentials";

    /// <summary>May read the trail of sensitive acts.</summary>
    public const string MayAudit = "may-audit";

    /// <summary>Internal staff.</summary>
    public const string IsStaff = "staff";

    internal static void Define(AuthorizationOptions options)
    {
        // Whoever is a member of nothing any more sees nothing, also where a page just asks for somebody.
        options.DefaultPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser()
            .RequireAssertion(context => context.User.ToActor() is not null || context.User.IsStaff()).Build();
        options.AddPolicy(CanRead, policy => policy.RequireAssertion(context => context.User.ToActor() is { MayRead: true }));
        options.AddPolicy(CanImport, policy => policy.RequireAssertion(context => context.User.ToActor() is { MayImport: true }));
        options.AddPolicy(CanManageCredentials, policy => policy.RequireAssertion(context => context.User.ToActor() is { MayManageCredentials: true }));
        options.AddPolicy(MayAudit, policy => policy.RequireAssertion(context => context.User.ToActor() is { MayAdminister: true }));
        options.AddPolicy(IsStaff, policy => policy.RequireAssertion(context => context.User.IsStaff()));
    }
}
