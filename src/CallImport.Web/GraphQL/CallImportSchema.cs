using CallImport.Web.GraphQL.Calls;
using CallImport.Web.GraphQL.Credentials;
using CallImport.Web.GraphQL.Engagements;
using CallImport.Web.GraphQL.Imports;
using CallImport.Web.GraphQL.Platforms;
using CallImport.Web.GraphQL.Sync;
using CallImport.Web.GraphQL.Workspaces;
using GraphQL.Types;

namespace CallImport.Web.GraphQL;

/// <summary>Everything the API has. Resolvers find what they need in the services of their request, so one schema serves all.</summary>
internal sealed class CallImportSchema : Schema
{
    public CallImportSchema()
    {
        Description = "Recorded calls of many platforms in one library.";

        // Common tools ask for it when they introspect.
        Features.RepeatableDirectives = true;
        Query = Reads();
        Mutation = Verbs();
        Subscription = Streams();
    }

    private static ObjectGraphType Reads()
    {
        var query = new ObjectGraphType { Name = "Query", Description = "What can be read." };
        query.AddPlatforms();
        query.AddCredentials();
        query.AddImports();
        query.AddImportedCalls();
        query.AddEngagements();
        query.AddSyncs();
        query.AddWorkspace();
        return query;
    }

    private static ObjectGraphType Verbs()
    {
        var mutation = new ObjectGraphType { Name = "Mutation", Description = "What can be done." };
        mutation.AddCredentialVerbs();
        mutation.AddOAuthVerbs();
        mutation.AddImportVerbs();
        mutation.AddImportedCallVerbs();
        mutation.AddSyncVerbs();
        mutation.AddWorkspaceVerbs();
        return mutation;
    }

    private static ObjectGraphType Streams()
    {
        var subscription = new ObjectGraphType { Name = "Subscription", Description = "What can be followed." };
        subscription.AddImportProgress();
        return subscription;
    }
}
