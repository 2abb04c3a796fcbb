using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms.Fathom;
using CallImport.Infrastructure.Platforms.Http;

namespace CallImport.Tests.Unit.Platforms.Fathom;

public sealed class FathomAdapterContractTests(FathomAdapterContractTests.Source source)
    : SandboxConformance(source, FathomPlatform.Descriptor), IClassFixture<FathomAdapterContractTests.Source>
{
    protected override IPlatformAdapter Adapter => new FathomAdapter(new PlatformTransport(Sandbox, TimeProvider.System), Sandbox.Tokens);

    protected override PlatformConnection Connection => Account("SANDBOX-FATHOM-FULL");

    protected override PlatformConnection WrongConnection => Account("SANDBOX-FATHOM-WRONG");

    protected override PlatformConnection EmptyConnection => Account("SANDBOX-FATHOM-EMPTY");

    private PlatformConnection Account(string key) => Sandbox.Connect((FathomPlatform.ApiKey, key));

    public sealed class Source() : SharedSandbox(options =>
    {
        (options.Fathom.Calls, options.Fathom.PreparationSeconds) = (23, 0);
        (options.Fathom.RequestsPerMinute, options.Fathom.HeavyPerMinute, options.Fathom.DownloadsPerMinute) = (0, 0, 0);
    });
}
