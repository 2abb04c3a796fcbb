using CallImport.Domain.Imports;

namespace CallImport.Infrastructure.Storage.Objects;

/// <summary>An object to seek in: reading begins at the store where it is asked to, and goes on from there.</summary>
internal sealed class BucketReadStream(IBucket bucket, string key, long length, TimeProvider clock) : Stream
{
    private static readonly TimeSpan LongestStall = TimeSpan.FromSeconds(30);

    private Stream? body;
    private long position;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            if (value != position)
            {
                body?.Dispose();
                body = null;
                position = value;
            }
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (position >= length || buffer.Length == 0)
        {
            return 0;
        }

        using var stall = new CancellationTokenSource(LongestStall, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stall.Token, cancellationToken);
        try
        {
            body ??= await bucket.ReadAsync(key, position, either.Token);
            var read = await body.ReadAsync(buffer[..(int)Math.Min(buffer.Length, length - position)], either.Token);
            position += read;
            return read > 0 ? read : throw new IOException("The store for recordings ended a recording early.");
        }
        catch (OperationCanceledException stalled) when (!cancellationToken.IsCancellationRequested)
        {
            throw new IOException("The store for recordings does not go on.", stalled);
        }
        catch (CallFaultException fault)
        {
            throw new IOException(fault.Message, fault);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Recordings are read asynchronously.");

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => position + offset,
        _ => length + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        body?.Dispose();
        base.Dispose(disposing);
    }
}
