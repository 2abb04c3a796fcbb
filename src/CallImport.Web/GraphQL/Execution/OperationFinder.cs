using CallImport.Web.GraphQL.Errors;
using GraphQLParser.AST;

namespace CallImport.Web.GraphQL.Execution;

/// <summary>Which operation of a document is meant, and what it is, before anything is known about its validity.</summary>
internal static class OperationFinder
{
    /// <exception cref="ApiError">There is none, or none by that name, or it cannot be told which.</exception>
    public static GraphQLOperationDefinition Find(GraphQLDocument document, string? name)
    {
        GraphQLOperationDefinition? found = null;
        foreach (var operation in document.Definitions.OfType<GraphQLOperationDefinition>())
        {
            if (name is not null)
            {
                if (operation.Name?.StringValue == name)
                {
                    return operation;
                }
            }
            else if (found is null)
            {
                found = operation;
            }
            else
            {
                throw ApiError.BadInput("The document has several operations; operationName says which one is meant.");
            }
        }

        return found ?? throw ApiError.BadInput(name is null ? "The document has no operation." : "The document has no operation of that name.");
    }

    public static OperationKinds KindOf(GraphQLOperationDefinition operation) => operation.Operation switch
    {
        OperationType.Query => OperationKinds.Query,
        OperationType.Mutation => OperationKinds.Mutation,
        _ => OperationKinds.Subscription,
    };

    /// <summary>Says nothing about anybody: what health probes and audits ask.</summary>
    public static bool AsksForTypenameOnly(GraphQLOperationDefinition operation) =>
        operation.SelectionSet.Selections.All(selection => selection is GraphQLField { SelectionSet: null } field && field.Name.Value == "__typename");
}
