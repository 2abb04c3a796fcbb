using System.IO.Compression;
using System.Text;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.FileDrops;
using CallImport.Infrastructure.Imports;
using Microsoft.Extensions.Options;

namespace CallImport.Tests.Unit.FileDrops;

public sealed class DropFilesTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("callimport-upload-").FullName;
    private readonly Actor actor = new(Guid.NewGuid(), null, "admin", WorkspaceRole.Admin);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private string Own => Path.Combine(root, $"{actor.WorkspaceId:N}", "acme");

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public async Task A_file_lies_in_the_drop_of_the_workspace_and_nowhere_else()
    {
        var taken = await DropAsync("C:\\fakepath\\manifest.csv", "CALL ID"u8.ToArray());

        Assert.Equal(1, taken.Value);
        Assert.Equal(["manifest.csv"], await KeptAsync());
    }

    [Fact]
    public async Task An_archive_keeps_its_folders_and_what_would_lead_out_is_left_out()
    {
        var archive = Zip(
            ("manifest.csv", 10), ("Recordings/Sales/2_3_2026/1 by a @ 1_00_00 AM.wav", 10), ("../../evil.wav", 10), ("/abs.wav", 10),
            ("..\\up.wav", 10), ("a/../b.wav", 10), (".hidden/c.wav", 10), ("run.sh", 10), ("nested.zip", 10));

        Assert.Equal(2, (await DropAsync("export.zip", archive)).Value);
        Assert.Equal(["Recordings/Sales/2_3_2026/1 by a @ 1_00_00 AM.wav", "manifest.csv"], await KeptAsync());
        Assert.Equal(2, Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Count());
    }

    [Fact]
    public async Task What_unpacks_to_more_than_is_accepted_is_refused()
    {
        var refused = await DropAsync("bomb.zip", Zip(("a.wav", 2_000_000)), largest: 1_000_000);

        Assert.Contains("larger", refused.Refusal?.Message, StringComparison.Ordinal);
        Assert.Empty(await KeptAsync());
    }

    [Fact]
    public async Task A_file_that_is_too_large_leaves_nothing_behind()
    {
        Assert.IsType<FileUnusable>((await DropAsync("a.wav", new byte[2_000], largest: 1_000)).Refusal);
        Assert.Empty(Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData("run.sh")]
    [InlineData(".wav")]
    [InlineData("page.html")]
    [InlineData("a\u0001.wav")]
    public async Task A_file_of_another_kind_is_not_taken(string name) => Assert.IsType<FileUnusable>((await DropAsync(name, [1])).Refusal);

    [Fact]
    public async Task What_is_no_archive_is_said_to_be_none() => Assert.Contains("no ZIP archive", (await DropAsync("a.zip", Encoding.ASCII.GetBytes("hello"))).Refusal?.Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("../other")]
    [InlineData("")]
    [InlineData("a/b")]
    public async Task A_path_is_no_name_of_a_drop(string drop) => Assert.IsType<DropNameUnusable>((await DropAsync("a.wav", [1], drop: drop)).Refusal);

    [Fact]
    public async Task Only_administrators_hand_over_files() =>
        Assert.IsType<MayNotDropFiles>((await DropAsync("a.wav", [1], by: actor with { Role = WorkspaceRole.Member })).Refusal);

    private async Task<IEnumerable<string>> KeptAsync() => Directory.Exists(Own)
        ? (await new DropFolder("acme", Own).ListAsync(Cancelled)).Select(file => file.Path).Order(StringComparer.Ordinal)
        : [];

    private async Task<Domain.Result<int>> DropAsync(string name, byte[] content, long largest = 10_000_000, string drop = "acme", Actor? by = null)
    {
        var places = new FileDropPlaces(Options.Create(new FileDropOptions { Root = root }));
        using var stream = new MemoryStream(content);
        return await new DropFiles(places, Options.Create(new ImportOptions { MaxRecordingBytes = largest })).ExecuteAsync(by ?? actor, drop, name, stream, Cancelled);
    }

    private static byte[] Zip(params (string Name, int Bytes)[] entries)
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in entries)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(new byte[bytes]);
            }
        }

        return file.ToArray();
    }
}
