using System.Globalization;
using CallImport.Sandbox.Vendors;
using CallImport.Sandbox.World;

namespace CallImport.Sandbox.Grain;

/// <summary>A workspace at Grain, with the limit that all its tokens share.</summary>
internal sealed class GrainCompany(string slug, string name, SalesWorld world, RequestWindow limit) : Company(slug, name, world)
{
    public RequestWindow Limit => limit;

    /// <summary>The twenty digits of a call of the world fill the first half.</summary>
    public static Guid RecordingId(WorldCall call)
    {
        var number = ulong.Parse(call.Id, CultureInfo.InvariantCulture);
        return new Guid((uint)(number >> 32), (ushort)(number >> 16), (ushort)number, 0x9a, 0x55, 0x1f, 0x0a, 0x5f, 0x0c, 0x9b, 0x11);
    }

    public int? Find(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        var number = System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes);
        return World.Find(number.ToString(CultureInfo.InvariantCulture)) is { } index && RecordingId(World.Call(index)) == id ? index : null;
    }
}
