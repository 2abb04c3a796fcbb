using System.Security.Cryptography;
using CallImport.Infrastructure.Storage;

namespace CallImport.Tests.Unit.Storage;

/// <summary>What the engine relies on, whatever recordings are stored in.</summary>
public abstract class RecordingStoreContract : IAsyncLifetime
{
    protected const string Staged = ".incoming/0123456789abcdef0123456789abcdef.1";
    protected const string Sealed = "0123456789abcdef0123456789abcdef/0123456789abcdef0123456789abcdef.1.mp3";

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected abstract IRecordingStore Store { get; }

    public abstract ValueTask InitializeAsync();

    public abstract ValueTask DisposeAsync();

    [Theory]
    [InlineData(3)]
    [InlineData(5 << 20)]
    [InlineData((11 << 20) + 7)]
    public async Task What_is_staged_and_sealed_is_read_back_whole_and_from_the_middle(int length)
    {
        var sound = RandomNumberGenerator.GetBytes(length);
        await StageAsync(sound);
        Assert.Equal(length, await Store.LengthAsync(Staged, Token));

        await Store.SealAsync(Staged, Sealed, Token);
        await Store.SettleAsync(Token);

        Assert.Null(await Store.LengthAsync(Staged, Token));
        Assert.Equal(length, await Store.LengthAsync(Sealed, Token));
        await using var read = await Store.OpenReadAsync(Sealed, Token);
        Assert.Equal(length, read.Length);
        Assert.Equal(sound, await RestAsync(read));
        read.Seek(-2, SeekOrigin.End);
        Assert.Equal(sound[^2..], await RestAsync(read));
        read.Position = 1;
        Assert.Equal(sound[1..], await RestAsync(read));
    }

    [Fact]
    public async Task What_is_begun_again_has_nothing_of_before()
    {
        await using (var writer = await Store.StageAsync(Staged, Token))
        {
            await writer.WriteAsync(new byte[6 << 20], Token);
            await writer.RestartAsync(Token);
            Assert.Equal(0, writer.Length);
            await writer.WriteAsync("abc"u8.ToArray(), Token);
            await writer.CompleteAsync(Token);
        }

        await using var read = await Store.OpenReadAsync(Staged, Token);
        Assert.Equal("abc"u8.ToArray(), await RestAsync(read));
        Assert.Equal([Staged], await KeysAsync(staged: true));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(6 << 20)]
    public async Task What_is_not_completed_leaves_nothing(int length)
    {
        await using (var writer = await Store.StageAsync(Staged, Token))
        {
            await writer.WriteAsync(new byte[length], Token);
        }

        await Store.ProbeAsync(Token);
        Assert.Empty(await KeysAsync(staged: true));
        Assert.Empty(await KeysAsync(staged: false));
    }

    [Fact]
    public async Task What_a_dead_process_has_begun_is_found_and_taken_away()
    {
        var writer = await Store.StageAsync(Staged, Token);
        await writer.WriteAsync(new byte[6 << 20], Token);
        Assert.Equal([Staged], await KeysAsync(staged: true));

        await Store.DeleteAsync(Staged, Token);

        Assert.Empty(await KeysAsync(staged: true));
        Assert.Null(await Store.LengthAsync(Staged, Token));
    }

    [Fact]
    public async Task A_second_try_replaces_the_first()
    {
        await StageAsync(new byte[100]);
        await StageAsync("abc"u8.ToArray());

        Assert.Equal(3, await Store.LengthAsync(Staged, Token));
    }

    [Fact]
    public async Task What_is_staged_and_what_is_sealed_are_listed_apart_however_many_there_are()
    {
        var sealedKeys = Enumerable.Range(1, 5).Select(number => Sealed.Replace(".1.", $".{number}.", StringComparison.Ordinal)).ToList();
        foreach (var key in sealedKeys)
        {
            await StageAsync("abc"u8.ToArray());
            await Store.SealAsync(Staged, key, Token);
        }

        await StageAsync("abc"u8.ToArray());

        Assert.Equal(sealedKeys, (await KeysAsync(staged: false)).Order());
        Assert.Equal([Staged], await KeysAsync(staged: true));
    }

    [Fact]
    public async Task What_is_not_there_is_no_error_to_remove_and_cannot_be_read()
    {
        await Store.ProbeAsync(Token);
        await Store.DeleteAsync(Sealed, Token);
        await Store.DeleteAsync(Staged, Token);

        Assert.Null(await Store.LengthAsync(Sealed, Token));
        await Assert.ThrowsAsync<FileNotFoundException>(() => Store.OpenReadAsync(Sealed, Token));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.LengthAsync("../elsewhere", Token));
    }

    private protected async Task StageAsync(byte[] content)
    {
        await using var writer = await Store.StageAsync(Staged, Token);
        foreach (var piece in content.Chunk(64 * 1024))
        {
            await writer.WriteAsync(piece, Token);
        }

        await writer.CompleteAsync(Token);
    }

    private protected async Task<List<string>> KeysAsync(bool staged) => await Store.ListAsync(staged, Token).Select(stored => stored.Key).ToListAsync(Token);

    private static async Task<byte[]> RestAsync(Stream read)
    {
        using var copy = new MemoryStream();
        await read.CopyToAsync(copy, Token);
        return copy.ToArray();
    }
}
