using CallImport.Domain.Imports;

namespace CallImport.Infrastructure.Storage;

/// <summary>Faults of the medium: nothing is wrong with the call, and everything waits until the store works again.</summary>
internal static class StorageFault
{
    /// <summary>ENOSPC and EDQUOT on Linux and macOS.</summary>
    private static readonly int[] FullCodes = [28, 69, 122];

    /// <summary>EROFS.</summary>
    private const int ReadOnlyCode = 30;

    private const string GoesOn = "Imports go on by themselves once it works again.";

    public static bool IsOne(Exception fault) => fault is IOException or UnauthorizedAccessException;

    public static CallFaultException Of(Exception fault) => fault switch
    {
        IOException when FullCodes.Contains(fault.HResult & 0xFFFF) => Full(fault),
        IOException when (fault.HResult & 0xFFFF) == ReadOnlyCode => new(FailureClass.Storage, $"The storage for recordings can only be read. {GoesOn}", fault),
        DirectoryNotFoundException => new(FailureClass.Storage, $"The storage for recordings has gone. {GoesOn}", fault),
        _ => new(FailureClass.Storage, $"The storage for recordings cannot be written. {GoesOn}", fault),
    };

    public static CallFaultException Full(Exception? fault = null) =>
        new(FailureClass.Storage, "The disk for recordings is full. Imports go on by themselves once there is room.", fault);
}
