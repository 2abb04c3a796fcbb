using System.Buffers;
using CallImport.Domain.Imports;

namespace CallImport.Infrastructure.Storage.Objects;

/// <summary>A recording that fits into one part is put at once, a longer one in parts; no more than one part is ever held.</summary>
internal sealed class BucketRecordingWriter(IBucket bucket, string key, int partBytes) : StagedRecordingWriter
{
    /// <summary>Least of a part that is not the last, by docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html; Azure takes any.</summary>
    private const int LeastPartBytes = 5 << 20;

    /// <summary>S3 takes 10,000, Azure 50,000.</summary>
    private const int MostParts = 9_000;

    private const int FirstBytes = 256 << 10;

    private byte[] buffer = ArrayPool<byte>.Shared.Rent(FirstBytes);
    private int used;
    private long length;
    private IBucketUpload? upload;
    private bool isComplete;

    public override long Length => length;

    public static int PartBytesFor(long mostBytes) => (int)Math.Clamp(mostBytes / MostParts, LeastPartBytes, 1 << 30);

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (bytes.Length > 0)
        {
            // A part goes when more follows, so that the last one is never empty.
            if (used == partBytes)
            {
                upload ??= await bucket.BeginAsync(key, cancellationToken);
                await upload.AddAsync(Held(), cancellationToken);
                used = 0;
            }

            var taken = Math.Min(bytes.Length, partBytes - used);
            MakeRoomFor(used + taken);
            bytes[..taken].CopyTo(buffer.AsMemory(used));
            bytes = bytes[taken..];
            used += taken;
            length += taken;
        }
    }

    public override async ValueTask RestartAsync(CancellationToken cancellationToken)
    {
        if (upload is { } begun)
        {
            await begun.AbortAsync(cancellationToken);
        }

        (upload, used, length) = (null, 0, 0);
    }

    public override async ValueTask CompleteAsync(CancellationToken cancellationToken)
    {
        if (upload is null)
        {
            await bucket.PutAsync(key, Held(), cancellationToken);
        }
        else
        {
            await upload.AddAsync(Held(), cancellationToken);
            await upload.CompleteAsync(cancellationToken);
        }

        isComplete = true;
    }

    public override async ValueTask DisposeAsync()
    {
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
        if (!isComplete && upload is { } begun)
        {
            try
            {
                await begun.AbortAsync(CancellationToken.None);
            }
            catch (CallFaultException)
            {
                // The store is away. The cleaning finds what was begun.
            }
        }
    }

    private MemoryStream Held() => new(buffer, 0, used, writable: false);

    private void MakeRoomFor(int bytes)
    {
        if (bytes > buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Min(Math.Max(bytes, buffer.Length * 2), Math.Max(bytes, partBytes)));
            buffer.AsSpan(0, used).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = larger;
        }
    }
}
