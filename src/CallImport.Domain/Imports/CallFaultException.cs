namespace CallImport.Domain.Imports;

/// <summary>Something of ours, not of the vendor's API, went wrong with a call: its recording, its storage.</summary>
/// <param name="failureClass">Decides the fate of the call.</param>
/// <param name="reason">One sentence for the user; no secret, no address.</param>
public sealed class CallFaultException(FailureClass failureClass, string reason, Exception? innerException = null)
    : Exception(reason, innerException)
{
    public FailureClass FailureClass { get; } = failureClass;
}
