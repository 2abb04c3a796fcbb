using Bunit;
using CallImport.Domain.Credentials;
using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Web.Components.Controls;

namespace CallImport.Tests.Unit.Components.Controls;

public sealed class AttentionTests : ComponentTests
{
    [Fact]
    public void Nothing_is_shown_when_nothing_waits_for_a_person() =>
        Assert.Equal("", Show([Credential()], [AnImport.Ended(ImportJobStatus.Completed, 3, 3)]).Markup.Trim());

    [Fact]
    public void What_a_later_import_has_brought_waits_for_nobody()
    {
        var healed = AnImport.Ended(ImportJobStatus.Completed, 3, 4, failed: 1);

        Assert.Equal("", Show([Credential()], [healed], new Dictionary<Guid, int> { [healed.Id] = 1 }).Markup.Trim());
    }

    [Fact]
    public void A_dead_key_and_missing_calls_are_named_with_the_way_to_mend_them()
    {
        var dead = Credential();
        dead.MarkInvalid("revoked", Clock.GetUtcNow());

        var attention = Show([dead], [AnImport.Ended(ImportJobStatus.Completed, 3, 4, failed: 1)]);

        Assert.Contains("Acme Voice no longer accepts the key “main”.", attention.Markup, StringComparison.Ordinal);
        Assert.Contains("1 call from Acme Voice could not come.", attention.Markup, StringComparison.Ordinal);
        Assert.Equal("/credentials", attention.Find("a").GetAttribute("href"));
    }

    private ImportCredential Credential() => new(Guid.NewGuid(), Guid.NewGuid(), "gong", "main", CredentialType.ApiKey, null, Clock.GetUtcNow());

    private IRenderedComponent<Attention> Show(
        IReadOnlyList<ImportCredential> credentials, IReadOnlyList<ImportJob> jobs, Dictionary<Guid, int>? cameLater = null) => Render<Attention>(one => one
        .Add(a => a.CameLater, cameLater ?? [])
        .Add(a => a.Credentials, credentials)
        .Add(a => a.Jobs, jobs)
        .Add(a => a.Sources, new Dictionary<string, string> { ["gong"] = "Acme Voice" }));
}
