using System.Buffers.Binary;

namespace CallImport.Infrastructure.Pipeline;

/// <summary>
/// How long a file is at least by its own word, where its container tells: RIFF and IFF in their first bytes, ISO media (MP4, M4A, QuickTime, 3GP) box by box.
/// Looks at headers as they pass and keeps nothing. Other kinds tell no length, or one that editors are known to leave wrong.
/// </summary>
internal sealed class ContainerLength
{
    private const int Mark = 4;
    private const int BoxHeader = 8;
    private const int LargeBoxHeader = 16;

    /// <summary>Whoever writes to a pipe does not know the length, and puts 0 or about the largest number there.</summary>
    private const uint Unknown = 0x7FFF_0000;

    private readonly byte[] header = new byte[LargeBoxHeader];
    private int known;
    private long position;
    private Kind kind;

    private enum Kind
    {
        /// <summary>Not seen yet.</summary>
        New,
        Boxes,

        /// <summary>Nothing more can be learned.</summary>
        Read,
    }

    /// <summary>Bytes; 0 while nothing is told. In ISO media where the next box begins.</summary>
    public long AtLeast { get; private set; }

    /// <summary>What comes next in the file.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        var end = position + bytes.Length;
        while (kind != Kind.Read && AtLeast + known < end)
        {
            header[known] = bytes[(int)(AtLeast + known - position)];
            known++;
            Look();
        }

        position = end;
    }

    private void Look()
    {
        if (kind == Kind.New && known == BoxHeader)
        {
            kind = Begin();
        }

        if (kind == Kind.Boxes && known >= BoxHeader)
        {
            Step();
        }
    }

    private Kind Begin()
    {
        var first = header.AsSpan(0, Mark);
        var second = header.AsSpan(Mark, Mark);
        if (second.SequenceEqual("ftyp"u8))
        {
            return Kind.Boxes;
        }

        uint? length = first.SequenceEqual("RIFF"u8) ? BinaryPrimitives.ReadUInt32LittleEndian(second)
            : first.SequenceEqual("FORM"u8) ? BinaryPrimitives.ReadUInt32BigEndian(second)
            : null;

        // Without the byte that makes an odd length even: some leave it out, and count it all the same.
        AtLeast = length is > 0 and < Unknown and var told ? BoxHeader + told - 1 : 0;
        return Kind.Read;
    }

    /// <summary>Over one box to the next. What is no box that files are made of ends the walk: then nothing is known of the rest.</summary>
    private void Step()
    {
        var size = (ulong)BinaryPrimitives.ReadUInt32BigEndian(header);
        if (!IsOfFiles(header.AsSpan(Mark, Mark)) || size is 0 or (> 1 and < BoxHeader))
        {
            kind = Kind.Read;
            return;
        }

        if (size == 1)
        {
            if (known < LargeBoxHeader)
            {
                return;
            }

            size = BinaryPrimitives.ReadUInt64BigEndian(header.AsSpan(BoxHeader));
        }

        if (size < BoxHeader || size > long.MaxValue / 2)
        {
            kind = Kind.Read;
            return;
        }

        (AtLeast, known) = (AtLeast + (long)size, 0);
    }

    private static bool IsOfFiles(ReadOnlySpan<byte> type) =>
        type.SequenceEqual("ftyp"u8) || type.SequenceEqual("moov"u8) || type.SequenceEqual("mdat"u8) || type.SequenceEqual("moof"u8)
        || type.SequenceEqual("free"u8) || type.SequenceEqual("skip"u8) || type.SequenceEqual("wide"u8) || type.SequenceEqual("udta"u8)
        || type.SequenceEqual("uuid"u8) || type.SequenceEqual("meta"u8) || type.SequenceEqual("mfra"u8) || type.SequenceEqual("sidx"u8)
        || type.SequenceEqual("styp"u8) || type.SequenceEqual("emsg"u8) || type.SequenceEqual("prft"u8) || type.SequenceEqual("pdin"u8);
}
