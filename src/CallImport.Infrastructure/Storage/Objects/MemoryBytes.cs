using System.Runtime.InteropServices;

namespace CallImport.Infrastructure.Storage.Objects;

internal static class MemoryBytes
{
    /// <summary>A stream over these very bytes, to be sent more than once when a try fails.</summary>
    public static MemoryStream AsStream(this ReadOnlyMemory<byte> bytes) => MemoryMarshal.TryGetArray(bytes, out var array) && array.Array is { } whole
        ? new MemoryStream(whole, array.Offset, array.Count, writable: false)
        : new MemoryStream(bytes.ToArray(), writable: false);
}
