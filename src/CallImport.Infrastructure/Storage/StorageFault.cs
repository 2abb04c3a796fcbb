using CallImport.Domain.Imports;

namespace CallImport.Infrastructure.Storage;

/// <summary>Faults of the medium: nothing is wrong with the call, and everything waits until the store works again.</summary>
internal static class StorageFault
{
    /// <summary>ENOSPC and EDQUOT on Linux and macOS.</summary>
    private static readonly int[] FullCodes = [28, 69, 122];

    public static bool IsOne(Exception fault) => fault is IOException or UnauthorizedAccessException;

    public static CallFaultException Of(Exception fault) => new(
        FailureClass.Storage,
        fault is IOException && FullCodes.Contains(fault.HResult & 0xFFFF)
            ? "The disk for recordings is full. Imports go on by themselves once there is room."
            : "The storage for recordings cannot be written. Imports go on by themselves once it works again.",
        fault);
}
