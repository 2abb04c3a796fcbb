using System.ComponentModel.DataAnnotations;
using Azure.Storage.Blobs;
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

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (key, value) in Needed())
        {
            if (string.IsNullOrWhiteSpace(value))
            {
                yield return new ValidationResult($"is missing; Storage:Provider is {Provider}.", [key]);
            }
        }

        if (Provider == StorageProvider.AzureBlob && AzureBlob.ConnectionString.Length > 0 && !IsConnectionString(AzureBlob.ConnectionString))
        {
            yield return new ValidationResult(
                "is not a connection string of Azure Storage; the portal shows it under Access keys.", [$"{nameof(AzureBlob)}:{nameof(AzureBlob.ConnectionString)}"]);
        }
    }

    private static bool IsConnectionString(string text)
    {
        try
        {
            return new BlobServiceClient(text).Uri.IsAbsoluteUri;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private (string Key, string Value)[] Needed() => Provider switch
    {
        StorageProvider.S3 =>
        [
            ($"{nameof(S3)}:{nameof(S3.Bucket)}", S3.Bucket),
            ($"{nameof(S3)}:{nameof(S3.AccessKey)}", S3.AccessKey),
            ($"{nameof(S3)}:{nameof(S3.SecretKey)}", S3.SecretKey),
        ],
        StorageProvider.AzureBlob =>
        [
            ($"{nameof(AzureBlob)}:{nameof(AzureBlob.ConnectionString)}", AzureBlob.ConnectionString),
            ($"{nameof(AzureBlob)}:{nameof(AzureBlob.Container)}", AzureBlob.Container),
        ],
        _ => [($"{nameof(FileSystem)}:{nameof(FileSystem.Root)}", FileSystem.Root)],
    };
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

    /// <summary>Made at the first use if there is none.</summary>
    public string Bucket { get; set; } = "";

    public string AccessKey { get; set; } = "";

    public string SecretKey { get; set; } = "";

    /// <summary>The bucket stands in the path, not in the host name; most stores other than AWS want it.</summary>
    public bool ForcePathStyle { get; set; }
}

public sealed class AzureBlobStorageOptions
{
    public string ConnectionString { get; set; } = "";

    /// <summary>Made at the first use if there is none.</summary>
    public string Container { get; set; } = "";
}
