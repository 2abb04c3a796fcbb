namespace CallImport.Domain.Sync;

/// <summary>The address at which a platform may announce new calls of one credential. Secrets are ciphertext bound to this very row.</summary>
public sealed class CredentialWebhook
{
    private CredentialWebhook()
    {
    }

    public CredentialWebhook(Guid credentialId, Guid workspaceId, string platform, string connectionKey, DateTimeOffset now)
    {
        CredentialId = credentialId;
        WorkspaceId = workspaceId;
        Platform = platform;
        ConnectionKey = connectionKey;
        CreatedAt = now;
        UpdatedAt = now;
    }

    public Guid CredentialId { get; private set; }

    public Guid WorkspaceId { get; private set; }

    public string Platform { get; private set; } = "";

    /// <summary>Names the connection in the address; random, at least 128 bit, for good.</summary>
    public string ConnectionKey { get; private set; } = "";

    /// <summary>What proves that an announcement is the platform's; null until it is given, and nothing is believed until then.</summary>
    public string? EncryptedSecret { get; private set; }

    /// <summary>Still believed while the platform changes to the new one.</summary>
    public string? EncryptedPreviousSecret { get; private set; }

    /// <summary>Of the subscription that was made at the platform; null while there is none.</summary>
    public string? SubscriptionId { get; private set; }

    /// <summary>What proves announcements of that subscription, beside the secrets that people gave.</summary>
    public string? EncryptedSubscriptionSecret { get; private set; }

    /// <summary>When somebody should look after the subscription, by the database's clock; null when nobody has yet.</summary>
    public DateTimeOffset? SubscriptionDueAt { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset UpdatedAt { get; private set; }

    public void Seal(string encryptedSecret, string? encryptedPreviousSecret, DateTimeOffset now) =>
        (EncryptedSecret, EncryptedPreviousSecret, UpdatedAt) = (encryptedSecret, encryptedPreviousSecret, now);
}
