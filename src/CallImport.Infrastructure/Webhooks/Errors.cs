using CallImport.Domain;

namespace CallImport.Infrastructure.Webhooks;

public sealed record WebhooksNotOffered(string DisplayName)
    : Refusal(RefusalKind.BadInput, $"{DisplayName} announces nothing that could be checked. New calls are fetched on the schedule of the sync.");

public sealed record WebhookSecretUnusable(string Reason) : Refusal(RefusalKind.BadInput, Reason);
