using System.Security.Claims;
using CallImport.Domain;
using CallImport.Domain.Workspaces;
using CallImport.Web.Auth;
using CallImport.Web.GraphQL;
using CallImport.Web.GraphQL.Execution;
using GraphQL;
using GraphQL.SystemTextJson;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CallImport.Tests.Unit.GraphQL;

/// <summary>The API without a database: everything that is decided before a resolver runs.</summary>
internal sealed class ApiUnderTest : IDisposable
{
    private readonly ServiceProvider services;

    public ApiUnderTest(Action<GraphQLOptions>? configure = null)
    {
        var collection = new ServiceCollection();
        collection.AddSingleton(TimeProvider.System);
        collection.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        collection.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        collection.AddOptions<GraphQLOptions>().Configure(options => configure?.Invoke(options));
        collection.AddGraphQLApi();
        services = collection.BuildServiceProvider();
    }

    /// <summary>A member with everything that a role allows.</summary>
    public static ClaimsPrincipal Somebody(WorkspaceRole role = WorkspaceRole.Owner, string? scopes = null)
    {
        Claim[] claims =
        [
            new(ClaimTypes.NameIdentifier, Guid.NewGuid().ToString()),
            new(SessionClaims.Workspace, Guid.NewGuid().ToString()),
            new(SessionClaims.Role, Slug.Of(role)),
            .. scopes is null ? Array.Empty<Claim>() : [new(TokenClaims.Token, Guid.NewGuid().ToString()), new(TokenClaims.Scopes, scopes)],
        ];
        return new ClaimsPrincipal(new ClaimsIdentity(claims, "test"));
    }

    public static ClaimsPrincipal Nobody { get; } = new(new ClaimsIdentity());

    /// <returns>the answer as it is sent</returns>
    public async Task<string> AskAsync(string query, ClaimsPrincipal? user = null, string? variables = null, OperationKinds? allowed = null)
    {
        var call = new GraphQLCall(
            query,
            OperationName: null,
            variables is null ? null : new GraphQLSerializer().Deserialize<Inputs>(variables),
            user ?? Somebody(),
            IdempotencyKey: null,
            allowed ?? (OperationKinds.Query | OperationKinds.Mutation),
            services);
        var result = await services.GetRequiredService<GraphQLExecutor>().ExecuteAsync(call, TestContext.Current.CancellationToken);
        return services.GetRequiredService<IGraphQLTextSerializer>().Serialize(result);
    }

    public void Dispose() => services.Dispose();
}
