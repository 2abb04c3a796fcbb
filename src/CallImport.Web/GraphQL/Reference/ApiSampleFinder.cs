using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Credentials;
using CallImport.Infrastructure.Engagements;
using CallImport.Infrastructure.Imports;

namespace CallImport.Web.GraphQL.Reference;

/// <summary>Finds the newest of everything that a workspace has, so that examples answer with something of its own.</summary>
public sealed class ApiSampleFinder(CredentialQueries credentials, ImportQueries imports, EngagementQueries library, TimeProvider clock)
{
    public async Task<ApiSamples> FindAsync(Actor actor, CancellationToken cancellationToken)
    {
        var job = await imports.ListAsync(actor, null, 1, cancellationToken) is [var newest, ..] ? newest : null;
        var call = job is not null && (await imports.CallsAsync(actor, job.Id, null, 1, null, cancellationToken)).Nodes is [var first, ..] ? first : null;
        var found = (await library.SearchAsync(actor, new EngagementSearch { First = 1 }, cancellationToken)).Items;
        return new ApiSamples(clock.GetUtcNow())
        {
            CredentialId = (await credentials.ListAsync(actor, cancellationToken)).OrderByDescending(row => row.IsValid).FirstOrDefault()?.Id,
            JobId = job?.Id,
            ImportedCallId = call?.Id,
            EngagementId = found is [var engagement, ..] ? engagement.Id : null,
        };
    }
}
