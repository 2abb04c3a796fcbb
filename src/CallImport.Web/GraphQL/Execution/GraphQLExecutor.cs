using CallImport.Domain.Workspaces;
using CallImport.Web.Auth;
using CallImport.Web.GraphQL.Bounds;
using CallImport.Web.GraphQL.Errors;
using GraphQL;
using GraphQL.Validation;
using GraphQLParser.AST;

namespace CallImport.Web.GraphQL.Execution;

/// <summary>Answers one request, whichever transport brought it: reads, asks who it is, bounds, then validates and runs.</summary>
internal sealed class GraphQLExecutor(
    CallImportSchema schema, DocumentReader documents, RequestBounds bounds, OutboundBudget budget, FaultReport faults)
{
    private readonly DocumentExecuter executer = new();

    /// <returns>For a subscription, a result with streams; for a request that is refused, one that was not executed.</returns>
    public async Task<ExecutionResult> ExecuteAsync(GraphQLCall call, CancellationToken cancellationToken)
    {
        try
        {
            var document = documents.Read(call.Query);
            var operation = OperationFinder.Find(document.Tree, call.OperationName);
            var actor = call.User.ToActor();
            Admit(call, operation, actor);
            Bound(call, document.Tree, operation, actor);
            var result = await RunAsync(call, document, actor, cancellationToken);
            if (result.Executed)
            {
                documents.KeepValid(call.Query, document);
            }

            return result;
        }
        catch (ExecutionError refused)
        {
            return new ExecutionResult(refused);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return new ExecutionResult(faults.Internal(fault, field: null));
        }
    }

    private static void Admit(GraphQLCall call, GraphQLOperationDefinition operation, Actor? actor)
    {
        if (!call.Allowed.HasFlag(OperationFinder.KindOf(operation)))
        {
            throw ApiError.NotCarried(OperationFinder.KindOf(operation) == OperationKinds.Subscription
                ? "Subscriptions come over a WebSocket (graphql-transport-ws) or as an event stream (Accept: text/event-stream)."
                : "Mutations are sent by POST.");
        }

        if (actor is null && !OperationFinder.AsksForTypenameOnly(operation))
        {
            throw ApiError.Unauthenticated();
        }
    }

    private void Bound(GraphQLCall call, GraphQLDocument document, GraphQLOperationDefinition operation, Actor? actor)
    {
        if (!schema.Initialized)
        {
            schema.Initialize();
        }

        bounds.CheckDocument(document);
        var scale = new DocumentScale(schema, document, operation, call.Variables);
        var size = scale.Measure();
        bounds.Check(size);
        if (actor is not null)
        {
            foreach (var field in scale.Roots)
            {
                if (FieldRules.RequirementOf(field) is { } requirement && !requirement.IsMetBy(actor))
                {
                    throw ApiError.Forbidden($"{field.Name} needs {requirement}.");
                }
            }

            budget.Spend(actor.WorkspaceId, size.Outbound);
        }
    }

    private Task<ExecutionResult> RunAsync(GraphQLCall call, ReadDocument document, Actor? actor, CancellationToken cancellationToken) =>
        executer.ExecuteAsync(new ExecutionOptions
        {
            Schema = schema,
            Document = document.Tree,
            OperationName = call.OperationName,
            Variables = call.Variables,
            ValidationRules = document.IsValid ? [] : DocumentValidator.CoreRules,
            User = call.User,
            UserContext = new ApiUserContext(actor, call.IdempotencyKey),
            RequestServices = call.Services,
            UnhandledExceptionDelegate = faults.TellAsync,
            CancellationToken = cancellationToken,
        });
}
