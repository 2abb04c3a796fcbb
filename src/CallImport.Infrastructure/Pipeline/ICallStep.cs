using CallImport.Domain.Imports;

namespace CallImport.Infrastructure.Pipeline;

/// <summary>One step of what happens to a call. May run again for the same call, on another node too.</summary>
internal interface ICallStep
{
    /// <summary>What the call is said to be doing meanwhile.</summary>
    ImportedCallStatus Stage => ImportedCallStatus.Processing;

    /// <returns>null to go on with the next step, or the fate that ends this try</returns>
    Task<CallFate?> RunAsync(CallContext context, CancellationToken cancellationToken);
}
