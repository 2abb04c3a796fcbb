using CallImport.Domain.Credentials;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Credentials;
using Microsoft.AspNetCore.DataProtection;

namespace CallImport.Tests.Unit.Credentials;

public sealed class CredentialCipherTests
{
    private static readonly Guid Workspace = Guid.NewGuid();
    private static readonly Guid Credential = Guid.NewGuid();
    private static readonly CredentialSecret Secret = new(CredentialType.OAuth, new Dictionary<string, string> { ["token"] = "s3cret-tøken", ["host"] = "example.org" });

    private readonly CredentialCipher cipher = new(new EphemeralDataProtectionProvider());

    [Fact]
    public void What_was_encrypted_for_a_row_opens_in_that_row()
    {
        var opened = cipher.Unprotect(cipher.Protect(Secret, Workspace, "gong", Credential), Workspace, "gong", Credential);

        Assert.Equal(CredentialType.OAuth, opened.Type);
        Assert.Equal(Secret.Values, opened.Values);
    }

    [Fact]
    public void The_ciphertext_shows_nothing_and_differs_each_time()
    {
        var first = cipher.Protect(Secret, Workspace, "gong", Credential);

        Assert.DoesNotContain("s3cret", first, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String("s3cret"u8)[..7], first, StringComparison.Ordinal);
        Assert.NotEqual(first, cipher.Protect(Secret, Workspace, "gong", Credential));
    }

    public static TheoryData<Guid, string, Guid> OtherRows => new()
    {
        { Guid.NewGuid(), "gong", Credential },
        { Workspace, "fathom", Credential },
        { Workspace, "gong", Guid.NewGuid() },
    };

    [Theory]
    [MemberData(nameof(OtherRows))]
    public void It_does_not_open_in_another_row(Guid workspaceId, string platform, Guid credentialId)
    {
        var encrypted = cipher.Protect(Secret, Workspace, "gong", Credential);

        Assert.Throws<CredentialUnreadableException>(() => cipher.Unprotect(encrypted, workspaceId, platform, credentialId));
    }

    [Fact]
    public void It_does_not_open_with_another_key_ring()
    {
        var encrypted = cipher.Protect(Secret, Workspace, "gong", Credential);

        Assert.Throws<CredentialUnreadableException>(
            () => new CredentialCipher(new EphemeralDataProtectionProvider()).Unprotect(encrypted, Workspace, "gong", Credential));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"V\":1,\"Data\":\"AAAA\"}")]
    [InlineData("{\"V\":2,\"Data\":\"AAAA\"}")]
    [InlineData("nonsense")]
    public void Anything_else_is_refused_without_showing_it(string encrypted)
    {
        var error = Assert.Throws<CredentialUnreadableException>(() => cipher.Unprotect(encrypted, Workspace, "gong", Credential));

        Assert.Contains(Credential.ToString(), error.Message, StringComparison.Ordinal);
    }
}
