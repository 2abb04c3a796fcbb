using System.Xml.Linq;
using CallImport.Infrastructure.Data;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace CallImport.Infrastructure.Credentials;

/// <summary>Wraps every key of the ring by the current certificate, so that an earlier one may be taken away.</summary>
public sealed class RewrapKeys(IServiceProvider services, KeyRingCertificates certificates, ILoggerFactory loggers)
{
    /// <summary>As the framework writes a key: the secret, and who can open it.</summary>
    private static readonly XName Secret = XName.Get("encryptedSecret", "http://schemas.asp.net/2015/03/dataProtection");

    /// <returns>how many keys were wrapped anew</returns>
    internal async Task<int> ExecuteAsync(CallImportDbContext database, CancellationToken cancellationToken)
    {
        var encryptor = new CertificateXmlEncryptor(certificates.Current, loggers);
        var decryptor = new EncryptedXmlDecryptor(services);
        var rows = await database.DataProtectionKeys.ToListAsync(cancellationToken);
        foreach (var row in rows)
        {
            var key = XElement.Parse(row.Xml ?? "<key/>");
            foreach (var secret in key.Descendants(Secret).Where(secret => secret.Elements().Any()).ToList())
            {
                var wrapped = encryptor.Encrypt(decryptor.Decrypt(secret.Elements().Single()));
                secret.ReplaceWith(new XElement(Secret, new XAttribute("decryptorType", wrapped.DecryptorType.AssemblyQualifiedName ?? ""), wrapped.EncryptedElement));
            }

            row.Xml = key.ToString(SaveOptions.DisableFormatting);
        }

        await database.SaveChangesAsync(cancellationToken);
        return rows.Count;
    }
}
