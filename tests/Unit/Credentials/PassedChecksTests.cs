using CallImport.Domain.Credentials;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Credentials;
using CallImport.Tests.Unit.Platforms;
using Microsoft.Extensions.Time.Testing;

namespace CallImport.Tests.Unit.Credentials;

public sealed class PassedChecksTests
{
    private static readonly TokenGrant Grant = new() { AccessToken = "access-1", RefreshToken = "refresh-1", Lifetime = TimeSpan.FromHours(1), Scopes = ["Read"] };

    private readonly FakeTimeProvider clock = new();
    private readonly Guid workspace = Guid.NewGuid();
    private readonly PassedChecks passed;

    public PassedChecksTests() => passed = new PassedChecks(clock);

    [Fact]
    public void What_passed_a_moment_ago_is_known_with_what_was_granted_and_how_long_that_still_lasts()
    {
        passed.Remember(workspace, Entered(), Grant);
        clock.Advance(TimeSpan.FromMinutes(4));

        var known = passed.Recall(workspace, Entered() with { Label = "another name" });

        Assert.Equal(("access-1", "refresh-1"), (known?.Secret[TokenFields.AccessToken], known?.Secret[TokenFields.RefreshToken]));
        Assert.Equal(TimeSpan.FromMinutes(56), known?.Grant?.Lifetime);
        Assert.Equal("another name", known?.Label);
    }

    [Fact]
    public void A_key_that_is_sent_as_it_is_passes_without_a_grant()
    {
        passed.Remember(workspace, Entered(), null);

        Assert.Equal(Entered().Secret.Values, passed.Recall(workspace, Entered())?.Secret.Values);
    }

    [Fact]
    public void Another_workspace_secret_or_address_has_to_pass_by_itself()
    {
        passed.Remember(workspace, Entered(), Grant);

        Assert.Null(passed.Recall(Guid.NewGuid(), Entered()));
        Assert.Null(passed.Recall(workspace, Entered("another-secret")));
        Assert.Null(passed.Recall(workspace, Entered() with { BaseUrl = "https://eu.example" }));
        Assert.NotNull(passed.Recall(workspace, Entered()));
    }

    [Fact]
    public void Minutes_later_checks_are_made_anew()
    {
        passed.Remember(workspace, Entered(), Grant);
        clock.Advance(TimeSpan.FromMinutes(6));

        Assert.Null(passed.Recall(workspace, Entered()));
    }

    [Fact]
    public void What_was_saved_is_forgotten()
    {
        passed.Remember(workspace, Entered(), Grant);
        passed.Forget(workspace, Entered());

        Assert.Null(passed.Recall(workspace, Entered()));
    }

    private static CredentialCandidate Entered(string secret = "secret-1")
    {
        var catalog = PlatformCatalogTests.Catalog();
        var (platform, adapter) = (catalog.Find("ringcentral"), catalog.Adapter("ringcentral"));
        Assert.NotNull(platform);
        Assert.NotNull(adapter);
        return new CredentialCandidate(
            platform, adapter, "default", null, new CredentialSecret(CredentialType.ApiKey, new Dictionary<string, string> { ["jwt"] = secret }));
    }
}
