using CallImport.Infrastructure.Workspaces;

namespace CallImport.Web.Admin;

internal sealed class VerifyAuditCommand(VerifyAuditTrail verify) : IOperatorCommand
{
    public string Verb => "verify-audit";

    public async Task<object> RunAsync(OperatorArguments arguments, CancellationToken cancellationToken)
    {
        arguments.Allow("head");
        var found = await verify.ExecuteAsync(arguments.Optional("head"), cancellationToken);
        return new Verdict(found.Faults.Count == 0, found.Events, found.Head, found.Faults);
    }

    private sealed record Verdict(bool Agrees, long Events, string? Head, IReadOnlyList<string> Faults) : IOperatorVerdict;
}
