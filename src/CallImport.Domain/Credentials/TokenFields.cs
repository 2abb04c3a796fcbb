namespace CallImport.Domain.Credentials;

/// <summary>Where tokens stand among the values of a <see cref="CredentialSecret"/>.</summary>
public static class TokenFields
{
    public const string AccessToken = "accessToken";

    public const string RefreshToken = "refreshToken";
}
