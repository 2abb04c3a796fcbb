using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CallImport.Infrastructure.Credentials;

/// <summary>Makes the certificate of a development machine once; only its owner may read it.</summary>
public static class DevelopmentCertificate
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <returns>the path of the PKCS#12 file, without a password</returns>
    public static string Ensure(string directory, TimeProvider time)
    {
        var path = Path.Combine(directory, "development.pfx");
        if (File.Exists(path))
        {
            return path;
        }

        Directory.CreateDirectory(directory, OwnerOnly | UnixFileMode.UserExecute);
        var draft = Path.Combine(directory, Path.GetRandomFileName());
        using (var file = new FileStream(draft, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly }))
        {
            file.Write(Make(time.GetUtcNow()));
        }

        try
        {
            File.Move(draft, path);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process was faster; both must use the same one.
            File.Delete(draft);
        }

        return path;
    }

    private static byte[] Make(DateTimeOffset now)
    {
        using var key = RSA.Create(3072);
        var request = new CertificateRequest("CN=CallImport development key ring", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(10));
        return certificate.Export(X509ContentType.Pkcs12);
    }
}
