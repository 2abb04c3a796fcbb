using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CallImport.Infrastructure.Credentials;

namespace CallImport.Tests.Unit.Credentials;

public sealed class KeyRingCertificatesTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("callimport-certificates-").FullName;

    [Fact]
    public void The_development_certificate_is_made_once_and_only_its_owner_may_read_it()
    {
        var path = DevelopmentCertificate.Ensure(folder, TimeProvider.System);
        var content = File.ReadAllBytes(path);

        Assert.Equal(path, DevelopmentCertificate.Ensure(folder, TimeProvider.System));
        Assert.Equal(content, File.ReadAllBytes(path));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.NotNull(KeyRingCertificates.Load(new KeyRingOptions { CertificatePath = path }, []));
    }

    [Fact]
    public void Every_certificate_that_cannot_be_used_is_named_by_its_key()
    {
        var mistakes = new List<string>();
        var options = new KeyRingOptions
        {
            CertificatePath = Path.Combine(folder, "none.pfx"),
            PreviousCertificates = [new() { Path = WithPassword("right"), Password = "wrong" }, new() { Path = PublicOnly() }],
        };

        Assert.Null(KeyRingCertificates.Load(options, mistakes));
        Assert.Equal(
            ["KeyRing:CertificatePath", "KeyRing:PreviousCertificates:0:Path", "KeyRing:PreviousCertificates:1:Path"],
            mistakes.Select(mistake => mistake.Split(": ")[0]));
        Assert.DoesNotContain(mistakes, mistake => mistake.Contains("wrong ", StringComparison.Ordinal) && mistake.Contains("right", StringComparison.Ordinal));
    }

    [Fact]
    public void A_password_opens_what_it_closed()
    {
        var options = new KeyRingOptions { CertificatePath = WithPassword("right"), CertificatePassword = "right" };

        Assert.NotNull(KeyRingCertificates.Load(options, []));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string WithPassword(string password) => Write(certificate => certificate.Export(X509ContentType.Pkcs12, password));

    private string PublicOnly() => Write(certificate => certificate.Export(X509ContentType.Cert));

    private string Write(Func<X509Certificate2, byte[]> export)
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=test", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        var path = Path.Combine(folder, Path.GetRandomFileName());
        File.WriteAllBytes(path, export(certificate));
        return path;
    }
}
