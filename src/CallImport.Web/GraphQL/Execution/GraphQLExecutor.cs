using CallImport.Web.Auth;
using CallImport.Web.GraphQL.Errors;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Validation;
using GraphQLParser.AST;
using Microsoft.Extensions.Options;

namespace CallImport.Web.GraphQL.Execution;

/// <summary>Answers one request, whichever transport brought it: reads, bounds, checks who asks, then runs.</summary>
internal sealed class GraphQLExecutor(
    CallImportSchema schema, DocumentCache documents, FaultReport faults, IOptions<GraphQLOptions> options)
{
    private readonly DocumentExecuter executer = new();
    private readonly GraphQLDocumentBuilder reader = new() { MaxDepth = options.Value.MaxTextDepth };

    /// <returns>For a subscription, a result with streams; for a request that is refused, one that was not executed.</returns>
    public async Task<ExecutionResult> ExecuteAsync(GraphQLCall call, CancellationToken cancellationToken)
    {
        try
        {
            var cached = documents.Find(call.Query);
            var document = cached ?? reader.Build(call.Query);
            var operation = OperationFinder.Find(document, call.OperationName);
            Admit(call, document, operation);
            var result = await RunAsync(call, document, isValid: cached is not null, cancellationToken);
            if (cached is null && result.Executed)
            {
                documents.KeepValid(call.Query, document);
            }

            return result;
        }
        catch (ExecutionError refused)
        {
            return new ExecutionResult(refused);
        }
    }

    private static void Admit(GraphQLCall call, GraphQLDocument document, GraphQLOperationDefinition operation)
    {
        if (!call.Allowed.HasFlag(OperationFinder.KindOf(operation)))
        {
            throw ApiError.NotCarried(OperationFinder.KindOf(operation) == OperationKinds.Subscription
                ? "Subscriptions come over a WebSocket (graphql-transport-ws) or as an event stream (Accept: text/event-stream)."
                : "Mutations are sent by POST.");
        }

        if (call.User.ToActor() is null && !OperationFinder.AsksForTypenameOnly(operation))
        {
            throw ApiError.Unauthenticated();
        }
    }

    private Task<ExecutionResult> RunAsync(GraphQLCall call, GraphQLDocument document, bool isValid, CancellationToken cancellationToken) =>
        executer.ExecuteAsync(new ExecutionOptions
        {
            Schema = schema,
            Document = document,
            OperationName = call.OperationName,
            Variables = call.Variables,
            ValidationRules = isValid ? [] : DocumentValidator.CoreRules,
            User = call.User,
            UserContext = new ApiUserContext(call.User.ToActor(), call.IdempotencyKey),
            RequestServices = call.Services,
            UnhandledExceptionDelegate = faults.TellAsync,
            CancellationToken = cancellationToken,
        });
}
