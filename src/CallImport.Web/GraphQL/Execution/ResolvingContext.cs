using CallImport.Domain;
using CallImport.Domain.Workspaces;
using CallImport.Web.GraphQL.Errors;
using GraphQL;

namespace CallImport.Web.GraphQL.Execution;

/// <summary>What resolvers ask of their context.</summary>
internal static class ResolvingContext
{
    public static T Service<T>(this IResolveFieldContext context)
        where T : notnull =>
        (context.RequestServices ?? throw new InvalidOperationException("A request has services.")).GetRequiredService<T>();

    public static Actor Actor(this IResolveFieldContext context) => context.Api().Actor ?? throw ApiError.Unauthenticated();

    public static string? IdempotencyKey(this IResolveFieldContext context) => context.Api().IdempotencyKey;

    /// <summary>What cannot be an id is looked up as one that nobody has, so that it is answered like every other unknown id.</summary>
    public static Guid Id(this IResolveFieldContext context, string argument) =>
        Guid.TryParse(context.GetArgument<string>(argument), out var id) ? id : Guid.Empty;

    public static DateTimeOffset? Moment(this IResolveFieldContext context, string argument) => context.GetArgument<DateTimeOffset?>(argument);

    /// <exception cref="ApiError">for a refusal</exception>
    public static T OrRefused<T>(this Result<T> result) => result.Succeeded ? result.Value : throw ApiError.Of(result.Refusal);

    /// <summary>The request's one batch of that kind.</summary>
    public static TBatch Batch<TBatch>(this IResolveFieldContext context, Func<TBatch> create)
        where TBatch : class => context.Api().Batch(create);

    /// <summary>The place that a page ended at, as the caller passes it on.</summary>
    /// <exception cref="ApiError">It is none of ours: beginning anew would make a careless caller read for ever.</exception>
    public static string? After(this IResolveFieldContext context, Func<string, bool> isCursor)
    {
        var after = context.GetArgument<string?>("after");
        return string.IsNullOrEmpty(after) ? null : isCursor(after) ? after : throw ApiError.BadInput("after has to be an endCursor of this list.");
    }

    private static ApiUserContext Api(this IResolveFieldContext context) => (ApiUserContext)context.UserContext;
}
