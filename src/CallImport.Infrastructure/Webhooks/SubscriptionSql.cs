namespace CallImport.Infrastructure.Webhooks;

/// <summary>Which subscriptions want looking after, and whose turn it is, by the database's clock.</summary>
internal static class SubscriptionSql
{
    /// <summary>A sync that is on wants a subscription; one that is off wants none, and what is left of it is to be ended.</summary>
    public const string Due =
        """
        SELECT credential.id AS credential_id, credential.workspace_id, coalesce(config.enabled, false) AS is_wanted
        FROM import_credentials credential
        LEFT JOIN import_sync_configs config ON config.credential_id = credential.id AND config.workspace_id = credential.workspace_id
        LEFT JOIN credential_webhooks webhook ON webhook.credential_id = credential.id AND webhook.workspace_id = credential.workspace_id
        WHERE credential.platform = ANY (@platforms) AND credential.status = 'valid'
            AND coalesce(webhook.subscription_due_at <= now(), true) AND (config.enabled OR webhook.subscription_id IS NOT NULL)
        ORDER BY webhook.subscription_due_at NULLS FIRST LIMIT 10
        """;

    /// <summary>For two minutes nobody else looks after it. No row when somebody else was quicker.</summary>
    public const string Claim =
        """
        INSERT INTO credential_webhooks AS webhook (credential_id, workspace_id, platform, connection_key, created_at, updated_at, subscription_due_at)
        SELECT id, workspace_id, platform, @key, now(), now(), now() + interval '2 minutes' FROM import_credentials
        WHERE id = @credential AND workspace_id = @workspace AND status = 'valid'
        ON CONFLICT (credential_id) DO UPDATE SET subscription_due_at = excluded.subscription_due_at
        WHERE coalesce(webhook.subscription_due_at <= now(), true)
        RETURNING *
        """;

    /// <summary>No row when the connection is gone. Whoever has asked meanwhile for somebody to look at once is not put off.</summary>
    public const string Save =
        """
        UPDATE credential_webhooks
        SET subscription_id = @id, encrypted_subscription_secret = @secret, updated_at = now(),
            subscription_due_at = CASE WHEN subscription_due_at = @claimed THEN coalesce(now() + @wait, @claimed) ELSE subscription_due_at END
        WHERE credential_id = @credential AND workspace_id = @workspace
        """;
}
