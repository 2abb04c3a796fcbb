using CallImport.Domain.Platforms;

namespace CallImport.Infrastructure.Credentials;

/// <summary>How a saved credential stands with its platform.</summary>
public sealed record CredentialVerification
{
    public required bool IsValid { get; init; }

    /// <summary>What is wrong and what to do; null when nothing is.</summary>
    public required string? Error { get; init; }

    public required IReadOnlyList<CredentialCheck> Checks { get; init; }
}
