using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CallImport.Infrastructure.Credentials;

/// <summary>The certificates that the key ring is wrapped by: the current one wraps, all of them unwrap.</summary>
public sealed record KeyRingCertificates(X509Certificate2 Current, IReadOnlyList<X509Certificate2> Previous)
{
    /// <returns>null when there are mistakes; they are added to <paramref name="mistakes"/>, each naming its key</returns>
    public static KeyRingCertificates? Load(KeyRingOptions options, List<string> mistakes)
    {
        var before = mistakes.Count;
        var current = Load($"{KeyRingOptions.Section}:{nameof(options.CertificatePath)}", options.CertificatePath, options.CertificatePassword, mistakes);
        var previous = options.PreviousCertificates
            .Select((entry, index) => Load($"{KeyRingOptions.Section}:{nameof(options.PreviousCertificates)}:{index}:{nameof(entry.Path)}", entry.Path, entry.Password, mistakes))
            .OfType<X509Certificate2>().ToList();
        return current is null || mistakes.Count > before ? null : new KeyRingCertificates(current, previous);
    }

    private static X509Certificate2? Load(string key, string path, string? password, List<string> mistakes)
    {
        if (string.IsNullOrWhiteSpace(path))
        {
            mistakes.Add($"{key}: is missing; the key ring must be wrapped by a certificate (PKCS#12 with an RSA private key).");
            return null;
        }

        try
        {
            var certificate = Read(path, password);
            using var privateKey = certificate.GetRSAPrivateKey();
            if (privateKey is not null)
            {
                return certificate;
            }

            certificate.Dispose();
            mistakes.Add($"{key}: the certificate {path} has no RSA private key.");
        }
        catch (CryptographicException)
        {
            mistakes.Add($"{key}: the certificate {path} cannot be opened; the password is wrong or it is not a certificate with its private key.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            mistakes.Add($"{key}: the file {path} cannot be read.");
        }

        return null;
    }

    private static X509Certificate2 Read(string path, string? password)
    {
        using var file = File.OpenText(path);
        return file.ReadLine()?.StartsWith("-----BEGIN", StringComparison.Ordinal) != true
            ? X509CertificateLoader.LoadPkcs12FromFile(path, password)
            : string.IsNullOrEmpty(password)
                ? X509Certificate2.CreateFromPemFile(path)
                : X509Certificate2.CreateFromEncryptedPemFile(path, password);
    }
}
