using CallImport.Domain.Platforms;

namespace CallImport.Domain.Credentials;

public enum CredentialStatus
{
    Valid,

    /// <summary>The platform no longer accepts it; imports wait until it is replaced.</summary>
    Invalid,

    /// <summary>The secret is erased; the row stays so that history keeps its meaning.</summary>
    Deleted,
}

/// <summary>A workspace's access to one platform account. Secrets are ciphertext bound to this very row.</summary>
public sealed class ImportCredential
{
    public const string DefaultLabel = "default";

    /// <summary>What stands in place of the ciphertext once the secret is erased.</summary>
    public const string ErasedSecret = "{}";

    private ImportCredential()
    {
    }

    public ImportCredential(Guid id, Guid workspaceId, string platform, string label, CredentialType type, Guid? createdBy, DateTimeOffset now)
    {
        Id = id;
        WorkspaceId = workspaceId;
        Platform = platform;
        Label = label;
        CredentialType = type;
        CreatedBy = createdBy;
        CreatedAt = now;
        UpdatedAt = now;
    }

    public Guid Id { get; private set; }

    public Guid WorkspaceId { get; private set; }

    public string Platform { get; private set; } = "";

    public string Label { get; private set; } = DefaultLabel;

    public CredentialType CredentialType { get; private set; }

    /// <summary>JSON with version and ciphertext; <see cref="ErasedSecret"/> after deletion.</summary>
    public string EncryptedCredentials { get; private set; } = ErasedSecret;

    /// <summary>API root of this account when the vendor or the user gave one of its own.</summary>
    public string? BaseUrl { get; private set; }

    /// <summary>Last characters of the public part, so that people recognise the key; never part of a secret.</summary>
    public string? Hint { get; private set; }

    public string[] Scopes { get; private set; } = [];

    /// <summary>When the access token ends; null for keys, and for tokens that do not.</summary>
    public DateTimeOffset? ExpiresAt { get; private set; }

    /// <summary>When the access token is due to be renewed, by the database's clock.</summary>
    public DateTimeOffset? RenewAt { get; private set; }

    public DateTimeOffset? LastVerifiedAt { get; private set; }

    public CredentialStatus Status { get; private set; }

    /// <summary>Why it is invalid, for the user.</summary>
    public string? InvalidReason { get; private set; }

    public DateTimeOffset? DeletedAt { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset UpdatedAt { get; private set; }

    public Guid? CreatedBy { get; private set; }

    public bool IsValid => Status == CredentialStatus.Valid;

    /// <summary>Puts a (new) secret into the row; a replaced secret makes an invalid credential valid again.</summary>
    public void Seal(string encryptedCredentials, string? hint, string? baseUrl, DateTimeOffset now)
    {
        EncryptedCredentials = encryptedCredentials;
        Hint = hint;
        BaseUrl = baseUrl;
        (ExpiresAt, RenewAt) = (null, null);
        MarkVerified(now);
    }

    /// <summary>Says of the secret that was just sealed what the vendor granted with it.</summary>
    /// <param name="now">By the database's clock, which all nodes share.</param>
    public void Grant(CredentialType type, TokenGrant grant, DateTimeOffset now)
    {
        CredentialType = type;
        Scopes = [.. grant.Scopes];
        ExpiresAt = now + grant.Lifetime;
        RenewAt = now + grant.RenewAfter;
    }

    public void MarkVerified(DateTimeOffset now)
    {
        Status = CredentialStatus.Valid;
        InvalidReason = null;
        LastVerifiedAt = now;
        UpdatedAt = now;
    }

    public void MarkInvalid(string reason, DateTimeOffset now)
    {
        Status = CredentialStatus.Invalid;
        InvalidReason = reason;
        UpdatedAt = now;
    }

    /// <summary>Erases the secret; history keeps pointing here.</summary>
    public void Erase(DateTimeOffset now)
    {
        Status = CredentialStatus.Deleted;
        EncryptedCredentials = ErasedSecret;
        Hint = null;
        (ExpiresAt, RenewAt) = (null, null);
        DeletedAt = now;
        UpdatedAt = now;
    }
}
