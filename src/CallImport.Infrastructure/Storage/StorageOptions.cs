using System.ComponentModel.DataAnnotations;
using CallImport.Infrastructure.Configuration;

namespace CallImport.Infrastructure.Storage;

public enum StorageProvider
{
    FileSystem,
    S3,
    AzureBlob,
}

public sealed class StorageOptions : IValidatableObject
{
    public const string Section = "Storage";

    public StorageProvider Provider { get; set; } = StorageProvider.FileSystem;

    public FileSystemStorageOptions FileSystem { get; set; } = new();

    public S3StorageOptions S3 { get; set; } = new();

    public AzureBlobStorageOptions AzureBlob { get; set; } = new();

    /// <summary>Other stores than the file system have their keys, and are not built yet.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Provider != StorageProvider.FileSystem)
        {
            yield return new ValidationResult($"{Provider} is not available in this version; use {StorageProvider.FileSystem}.", [nameof(Provider)]);
        }
        else if (string.IsNullOrWhiteSpace(FileSystem.Root))
        {
            yield return new ValidationResult($"is missing; Storage:Provider is {Provider}.", [$"{nameof(FileSystem)}:{nameof(FileSystem.Root)}"]);
        }
    }
}

public sealed class FileSystemStorageOptions
{
    /// <summary>Folder that holds the recordings, shared by all nodes. Development: below the data directory.</summary>
    public string Root { get; set; } = "";
}

/// <summary>Any store that speaks the S3 protocol.</summary>
public sealed class S3StorageOptions
{
    /// <summary>Empty: AWS itself, by region.</summary>
    [WebAddress]
    public Uri? ServiceUrl { get; set; }

    public string Region { get; set; } = "us-east-1";

    public string Bucket { get; set; } = "";

    public string AccessKey { get; set; } = "";

    public string SecretKey { get; set; } = "";

    /// <summary>The bucket stands in the path, not in the host name; most stores other than AWS want it.</summary>
    public bool ForcePathStyle { get; set; }
}

public sealed class AzureBlobStorageOptions
{
    public string ConnectionString { get; set; } = "";

    public string Container { get; set; } = "";
}
