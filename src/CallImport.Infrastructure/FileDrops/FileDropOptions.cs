namespace CallImport.Infrastructure.FileDrops;

/// <summary>Where customers hand over recordings as files.</summary>
public sealed class FileDropOptions
{
    public const string Section = "FileDrops";

    /// <summary>
    /// Folder with one folder per workspace, named by its id, that holds that workspace's drops; shared by all nodes. Empty: files cannot be handed over.
    /// Development: below the data directory.
    /// </summary>
    public string Root { get; set; } = "";

    /// <summary>Folder with drops that every workspace may read and none may write. Development: the sandbox's samples.</summary>
    public string SampleRoot { get; set; } = "";
}
