namespace CallImport.Infrastructure.Credentials;

/// <summary>A stored credential cannot be decrypted. The user has to enter it again; the operator should look at the key ring.</summary>
public sealed class CredentialUnreadableException(Guid credentialId, Exception? innerException)
    : Exception($"The credential {credentialId} cannot be decrypted with this key ring.", innerException);
