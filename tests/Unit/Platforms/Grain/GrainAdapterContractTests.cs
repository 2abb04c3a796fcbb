using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms.Grain;
using CallImport.Infrastructure.Platforms.Http;

namespace CallImport.Tests.Unit.Platforms.Grain;

public sealed class GrainAdapterContractTests(GrainAdapterContractTests.Source source)
    : SandboxConformance(source, GrainPlatform.Descriptor), IClassFixture<GrainAdapterContractTests.Source>
{
    protected override IPlatformAdapter Adapter => new GrainAdapter(new PlatformTransport(Sandbox, TimeProvider.System), Sandbox.Tokens);

    protected override PlatformConnection Connection => Account("SANDBOX-GRAIN-FULL");

    protected override PlatformConnection WrongConnection => Account("SANDBOX-GRAIN-WRONG");

    protected override PlatformConnection EmptyConnection => Account("SANDBOX-GRAIN-EMPTY");

    protected override bool AnnouncementsAreSigned => false;

    private PlatformConnection Account(string key) => Sandbox.Connect((GrainPlatform.Token, key));

    public sealed class Source() : SharedSandbox(options => (options.Grain.Calls, options.Grain.RequestsPerMinute) = (43, 0));
}
