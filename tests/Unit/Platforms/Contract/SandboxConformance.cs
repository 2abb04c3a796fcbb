using CallImport.Domain.Platforms;

namespace CallImport.Tests.Unit.Platforms;

/// <summary>The whole suite against the sandbox's version of a platform; all that is asked and answered is held against the vendor's description as well.</summary>
/// <param name="described">Path of the API that the description is about, where it is not about all of it.</param>
public abstract class SandboxConformance(SharedSandbox shared, PlatformDescriptor platform, string described = "") : PlatformConformance
{
    private protected SandboxPlatforms Sandbox { get; } = new(shared.Address, platform, described);

    protected override Task<IReadOnlySet<string>> TruthAsync() => Sandbox.TruthAsync(Cancelled);

    protected override Task KillCursorsAsync() =>
        Sandbox.ControlAsync("faults", new[] { new { kind = "expired_cursor", vendor = platform.Slug, percent = 100 } }, Cancelled);

    public override ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>What the test made the sandbox do is over for the next one.</summary>
    public override async ValueTask DisposeAsync()
    {
        await Sandbox.ControlAsync("faults", Array.Empty<object>(), Cancelled);
        Sandbox.Dispose();
        GC.SuppressFinalize(this);
        Assert.True(IsDisturbed || Sandbox.Problems.Count == 0, string.Join('\n', Sandbox.Problems));
    }
}
