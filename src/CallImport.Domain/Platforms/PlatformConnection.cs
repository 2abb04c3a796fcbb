using CallImport.Domain.Credentials;

namespace CallImport.Domain.Platforms;

/// <summary>What an adapter needs to speak to one account. Lives for one operation, never stored, never logged.</summary>
public sealed record PlatformConnection
{
    public required Guid WorkspaceId { get; init; }

    /// <summary>Null while a credential is checked before it is saved.</summary>
    public required Guid? CredentialId { get; init; }

    public required string Platform { get; init; }

    /// <summary>API root for this account; some vendors give each customer a host of their own.</summary>
    public required Uri BaseUrl { get; init; }

    public required CredentialSecret Secret { get; init; }

    /// <summary>Which of the credential's secrets this is, in turn: a refusal of an earlier one says nothing about its successor.</summary>
    public string? SecretVersion { get; init; }

    /// <summary>True while a person has a credential checked again that is marked invalid; otherwise nothing is sent with it.</summary>
    public bool EvenIfInvalid { get; init; }
}
