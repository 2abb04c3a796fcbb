using CallImport.Infrastructure.Storage;

namespace CallImport.Web.Admin;

/// <summary>What the janitor does every two minutes, now.</summary>
internal sealed class GarbageCommand(StoreCleaning cleaning) : IOperatorCommand
{
    public string Verb => "gc";

    public async Task<object> RunAsync(OperatorArguments arguments, CancellationToken cancellationToken)
    {
        arguments.Allow();
        return new { Removed = await cleaning.RemoveOrphansAsync(cancellationToken) };
    }
}
