namespace CallImport.Domain.Platforms;

/// <summary>How far a platform is along; stored as lower snake case.</summary>
public enum PlatformStatus
{
    Supported,
    Beta,
    ComingSoon,
    NotPlanned,
}

public enum CredentialType
{
    ApiKey,
    OAuth,
}
