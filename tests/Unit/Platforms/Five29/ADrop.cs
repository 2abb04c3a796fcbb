using System.Text;
using CallImport.Domain.Credentials;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.FileDrops;
using CallImport.Infrastructure.Platforms.Five29;
using CallImport.Infrastructure.Platforms.Http;
using Microsoft.Extensions.Options;

namespace CallImport.Tests.Unit.Platforms.Five29;

/// <summary>A drop folder of a workspace on disk, and the adapter that reads it.</summary>
internal sealed class ADrop : IHttpClientFactory, IDisposable
{
    public const string Name = "acme";

    private readonly string root = Path.Combine(Path.GetTempPath(), $"callimport-drop-{Guid.NewGuid():N}");

    public ADrop()
    {
        Folder = Path.Combine(root, "drops", $"{Workspace:N}", Name);
        Directory.CreateDirectory(Folder);
        Places = new FileDropPlaces(Options.Create(new FileDropOptions { Root = Path.Combine(root, "drops") }));
        Adapter = new Five29Adapter(Places, new BucketDrops(this), new PlatformTransport(this, TimeProvider.System), TimeProvider.System) { PageSize = 50 };
    }

    public Guid Workspace { get; } = Guid.NewGuid();

    public string Folder { get; }

    public FileDropPlaces Places { get; }

    public Five29Adapter Adapter { get; }

    /// <summary>A bucket in place of the folder.</summary>
    public PlatformConnection Bucket(Uri endpoint, string bucket, string accessKey, string secretKey, string prefix = "") => Connect() with
    {
        Secret = new CredentialSecret(
            CredentialType.ApiKey,
            new Dictionary<string, string>
            {
                [Five29Platform.Endpoint] = endpoint.AbsoluteUri,
                [Five29Platform.Bucket] = bucket,
                [Five29Platform.Prefix] = prefix,
                [Five29Platform.AccessKey] = accessKey,
                [Five29Platform.SecretKey] = secretKey,
            }),
    };

    /// <summary>With the report service of the sandbox.</summary>
    public PlatformConnection Report(Uri service, string user, string password, string folder = Name) => Connect(folder) with
    {
        BaseUrl = service,
        Secret = new CredentialSecret(
            CredentialType.ApiKey,
            new Dictionary<string, string> { [Five29Platform.Folder] = folder, [Five29Platform.User] = user, [Five29Platform.Password] = password }),
    };

    public PlatformConnection Connect(string folder = Name, string reportZone = "", string nameZone = "") => new()
    {
        WorkspaceId = Workspace,
        CredentialId = Guid.NewGuid(),
        Platform = "five29",
        BaseUrl = new Uri("https://api.five9.com"),
        Secret = new CredentialSecret(
            CredentialType.ApiKey,
            new[] { (Five29Platform.Folder, folder), (Five29Platform.ReportZone, reportZone), (Five29Platform.NameZone, nameZone) }
                .Where(field => field.Item2.Length > 0).ToDictionary(field => field.Item1, field => field.Item2)),
    };

    /// <summary>A sound of ten thousand bytes that has been there for a while.</summary>
    public ADrop WithRecording(string path, int bytes = 10_000)
    {
        var sound = new byte[bytes];
        "RIFF\0\0\0\0WAVE"u8.CopyTo(sound);
        Write(path, sound);
        File.SetLastWriteTimeUtc(Path.Combine(Folder, path), new DateTime(2026, 2, 4, 0, 0, 0, DateTimeKind.Utc));
        return this;
    }

    public ADrop WithText(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    /// <summary>The list with the columns that Five9's own report has, as far as they matter here.</summary>
    public ADrop WithManifest(params string[] rows) =>
        WithText("manifest.csv", "CALL ID,TIMESTAMP,CAMPAIGN,CALL TYPE,AGENT,AGENT NAME,ANI,CUSTOMER NAME,DNIS,TALK TIME,RECORDINGS\n" + string.Join('\n', rows));

    public ADrop Write(string path, byte[] content)
    {
        var full = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full) ?? Folder);
        File.WriteAllBytes(full, content);
        return this;
    }

    public async Task<IReadOnlyList<SourceCall>> ListAsync(PlatformConnection? connection = null) => (await Adapter.ListCallsAsync(
        connection ?? Connect(), new CallQuery(DateTimeOffset.MinValue, DateTimeOffset.MaxValue), null, TestContext.Current.CancellationToken)).Calls;

    public Task<FileDropReport> InspectAsync(PlatformConnection? connection = null) => Adapter.InspectAsync(connection ?? Connect(), TestContext.Current.CancellationToken);

    public HttpClient CreateClient(string name) => new(new SocketsHttpHandler { AllowAutoRedirect = false });

    public void Dispose() => Directory.Delete(root, recursive: true);
}
