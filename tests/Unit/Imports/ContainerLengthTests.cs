using System.Buffers.Binary;
using System.Text;
using CallImport.Infrastructure.Pipeline;

namespace CallImport.Tests.Unit.Imports;

public sealed class ContainerLengthTests
{
    [Theory]
    [InlineData("RIFF", 1000, 1007)]
    [InlineData("RIFF", 0, 0)]
    [InlineData("RIFF", 0xFFFF_FFFF, 0)]
    [InlineData("RIFF", 0x7FFF_F024, 0)]
    [InlineData("OggS", 1000, 0)]
    public void A_wave_file_tells_its_length_unless_it_was_written_to_a_pipe(string mark, uint length, long expected)
    {
        var head = new byte[12];
        Encoding.ASCII.GetBytes(mark, head);
        BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(4), length);
        Encoding.ASCII.GetBytes("WAVE", head.AsSpan(8));

        Assert.Equal(expected, Of(head, 12));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(4096)]
    public void A_film_tells_its_length_box_by_box_however_it_arrives(int piece)
    {
        byte[] film = [.. Box("ftyp", 24), .. Box("moov", 300), .. Large("mdat", 5000), .. Box("free", 8)];

        Assert.Equal(film.Length, Of(film, piece));
        Assert.Equal(24 + 300 + 5000, Of(film[..^8], piece));
        Assert.Equal(24 + 300 + 5000, Of(film[..2000], piece));
        Assert.Equal(24 + 300, Of(film[..100], piece));
    }

    [Fact]
    public void A_box_without_an_end_and_what_is_no_box_end_the_walk()
    {
        byte[] open = [.. Box("ftyp", 24), 0, 0, 0, 0, .. "mdat"u8, .. new byte[500]];
        byte[] odd = [.. Box("ftyp", 24), 0x7F, 0xFF, 0xFF, 0xFF, .. "\u0001abc"u8, .. new byte[500]];
        byte[] small = [.. Box("ftyp", 24), 0, 0, 0, 4, .. "free"u8, .. new byte[500]];
        byte[] huge = [.. Box("ftyp", 24), 0, 0, 0, 1, .. "mdat"u8, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, .. new byte[500]];

        Assert.All((byte[][])[open, odd, small, huge], film => Assert.Equal(24, Of(film, film.Length)));
    }

    private static long Of(byte[] file, int piece)
    {
        var length = new ContainerLength();
        foreach (var bytes in file.Chunk(piece))
        {
            length.Add(bytes);
        }

        return length.AtLeast;
    }

    private static byte[] Box(string type, int size)
    {
        var box = new byte[size];
        BinaryPrimitives.WriteUInt32BigEndian(box, (uint)size);
        Encoding.ASCII.GetBytes(type, box.AsSpan(4));
        return box;
    }

    private static byte[] Large(string type, int size)
    {
        var box = Box(type, size);
        BinaryPrimitives.WriteUInt32BigEndian(box, 1);
        BinaryPrimitives.WriteUInt64BigEndian(box.AsSpan(8), (ulong)size);
        return box;
    }
}
