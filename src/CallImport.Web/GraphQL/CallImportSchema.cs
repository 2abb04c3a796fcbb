using CallImport.Web.GraphQL.Imports;
using CallImport.Web.GraphQL.Platforms;
using GraphQL.Types;

namespace CallImport.Web.GraphQL;

/// <summary>Everything the API has. Resolvers find what they need in the services of their request, so one schema serves all.</summary>
internal sealed class CallImportSchema : Schema
{
    public CallImportSchema()
    {
        Description = "Recorded calls of many platforms in one library.";
        var query = new ObjectGraphType { Name = "Query", Description = "What can be read." };
        query.AddPlatforms();
        query.AddImports();
        Query = query;

        var subscription = new ObjectGraphType { Name = "Subscription", Description = "What can be followed." };
        subscription.AddImportProgress();
        Subscription = subscription;
    }
}
