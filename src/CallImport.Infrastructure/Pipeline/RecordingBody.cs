using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using CallImport.Domain.Imports;
using CallImport.Infrastructure.Imports;
using CallImport.Infrastructure.Storage;

namespace CallImport.Infrastructure.Pipeline;

/// <summary>The bytes of one recording as they arrive, over one or several answers: written, hashed, measured and looked at.</summary>
internal sealed class RecordingBody(StagedRecordingWriter writer, ImportOptions options, TimeProvider clock) : IDisposable
{
    private const int BufferBytes = 128 * 1024;

    /// <summary>A tenth of what the thinnest telephone codec needs: what comes slower over a whole stall time is as good as stalled.</summary>
    private const int SlowestBytesPerSecond = 512;

    private readonly byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
    private readonly byte[] head = new byte[MediaSignature.Needed];
    private IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private ContainerLength container = new();
    private RangeConditionHeaderValue? validator;
    private MediaSignature? signature;
    private long? total;

    public long Length => writer.Length;

    /// <summary>What proves that the file is still the same; null when a transfer has to begin again.</summary>
    public RangeConditionHeaderValue? CanResume => Length > 0 ? validator : null;

    /// <exception cref="RecordingCutException">The body ended early or stalled.</exception>
    public async Task TakeAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await BeginAsync(response, cancellationToken);
        using var stall = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        stall.CancelAfter(options.HttpStall);
        await using var content = await response.Content.ReadAsStreamAsync(cancellationToken);
        var (since, before) = (clock.GetTimestamp(), Length);
        while (true)
        {
            var count = await ReadAsync(content, stall, cancellationToken);
            if (count == 0)
            {
                break;
            }

            await AddAsync(buffer.AsMemory(0, count), cancellationToken);
            if (clock.GetElapsedTime(since) >= options.HttpStall)
            {
                if (Length - before < SlowestBytesPerSecond * options.HttpStallSeconds)
                {
                    throw new RecordingCutException("The recording only trickled in.");
                }

                (since, before) = (clock.GetTimestamp(), Length);
            }
        }

        if (total is { } announced && Length != announced)
        {
            throw Length < announced
                ? new RecordingCutException("The recording ended early.")
                : new CallFaultException(FailureClass.Integrity, "More arrived than the source announced.");
        }

        // A body without a length is known to be whole because its framing said so. Where nothing but the end of the connection says so, the file itself has a word.
        if (total is null && EndsWithConnection(response) && Length < container.AtLeast)
        {
            throw new RecordingCutException("The recording is shorter than it says itself.");
        }

        total ??= Length;
    }

    /// <summary>Says what was received, once all of it is there.</summary>
    public StagedRecording Complete(string key)
    {
        if (Length == 0)
        {
            throw new CallFaultException(FailureClass.Integrity, "The source sent an empty recording.");
        }

        signature ??= Recognise((int)Math.Min(Length, head.Length));
        return new StagedRecording(key, Length, Convert.ToHexStringLower(hash.GetHashAndReset()), signature.MediaType, signature.Extension);
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(buffer);
        hash.Dispose();
    }

    private async Task BeginAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.StatusCode == HttpStatusCode.PartialContent && Length > 0)
        {
            if (!Continues(response))
            {
                await StartOverAsync("The recording changed at the source while it was downloaded.", cancellationToken);
            }
        }
        else if (response.StatusCode == HttpStatusCode.PartialContent)
        {
            throw new CallFaultException(FailureClass.Integrity, "The source sent a part of the recording only.");
        }
        else
        {
            await RestartAsync(cancellationToken);
            total = response.Content.Headers.ContentLength;
            validator = Validator(response);
        }

        Bound(total ?? 0);
    }

    /// <summary>The part that was asked for, of the very file that the first part is of. Some servers send a part of whatever is there now.</summary>
    private bool Continues(HttpResponseMessage response)
    {
        var range = response.Content.Headers.ContentRange;
        total ??= range?.Length;
        return range?.From == Length && (range.Length ?? total) == total
            && (validator?.EntityTag is not { } tag || response.Headers.ETag is not { } now || now.Equals(tag))
            && (validator?.Date is not { } date || response.Content.Headers.LastModified is not { } modified || modified == date);
    }

    /// <summary>Nothing that is here is worth anything; the next answer begins at the beginning.</summary>
    /// <exception cref="RecordingCutException">Always.</exception>
    public async Task StartOverAsync(string reason, CancellationToken cancellationToken)
    {
        await RestartAsync(cancellationToken);
        (validator, total) = (null, null);
        throw new RecordingCutException(reason);
    }

    private async Task RestartAsync(CancellationToken cancellationToken)
    {
        if (Length > 0)
        {
            await writer.RestartAsync(cancellationToken);
            hash.Dispose();
            hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            container = new ContainerLength();
            signature = null;
        }
    }

    /// <summary>Only a strong tag, or a date that was over when the answer was made, may stand for bytes. Who cannot resume sends the whole file all the same.</summary>
    private RangeConditionHeaderValue? Validator(HttpResponseMessage response) =>
        response.Headers.AcceptRanges.Contains("none") ? null
        : response.Headers.ETag is { IsWeak: false } tag ? new RangeConditionHeaderValue(tag)
        : response.Content.Headers.LastModified is { } modified && (response.Headers.Date ?? clock.GetUtcNow()) - modified >= TimeSpan.FromSeconds(1)
            ? new RangeConditionHeaderValue(modified)
        : null;

    private async ValueTask<int> ReadAsync(Stream content, CancellationTokenSource stall, CancellationToken cancellationToken)
    {
        try
        {
            var count = await content.ReadAsync(buffer.AsMemory(), stall.Token);
            stall.CancelAfter(options.HttpStall);
            return count;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RecordingCutException("The recording stalled.");
        }
    }

    private async ValueTask AddAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        Bound(Length + bytes.Length);
        if (Length < head.Length)
        {
            bytes.Span[..(int)Math.Min(bytes.Length, head.Length - Length)].CopyTo(head.AsSpan((int)Length));
            if (Length + bytes.Length >= head.Length)
            {
                signature = Recognise(head.Length);
            }
        }

        await writer.WriteAsync(bytes, cancellationToken);
        hash.AppendData(bytes.Span);
        container.Add(bytes.Span);
    }

    /// <summary>HTTP/1 without a length and without chunks.</summary>
    private static bool EndsWithConnection(HttpResponseMessage response) => response is { Version.Major: 1, Headers.TransferEncodingChunked: not true };

    private void Bound(long bytes)
    {
        if (bytes > options.MaxRecordingBytes)
        {
            throw new CallFaultException(FailureClass.Permanent, "The recording is larger than this installation accepts.");
        }
    }

    private MediaSignature Recognise(int known) => MediaSignature.Of(head.AsSpan(0, known))
        ?? throw new CallFaultException(FailureClass.Integrity, "What the source sent as a recording is neither audio nor video.");
}
