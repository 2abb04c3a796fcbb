namespace CallImport.Infrastructure.Credentials;

/// <summary>The certificate (PKCS#12 with its private key) that wraps the Data Protection key ring. It must not lie in the database.</summary>
public sealed class KeyRingOptions
{
    public const string Section = "KeyRing";

    /// <summary>Required outside Development, where one is made below the data directory.</summary>
    public string CertificatePath { get; set; } = "";

    public string? CertificatePassword { get; set; }

    /// <summary>Earlier certificates that keys of the ring may still be wrapped by.</summary>
    public PreviousCertificateOptions[] PreviousCertificates { get; set; } = [];
}

public sealed class PreviousCertificateOptions
{
    public string Path { get; set; } = "";

    public string? Password { get; set; }
}
