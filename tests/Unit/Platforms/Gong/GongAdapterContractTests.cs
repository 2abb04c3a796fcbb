using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms.Gong;
using CallImport.Infrastructure.Platforms.Http;

namespace CallImport.Tests.Unit.Platforms.Gong;

public sealed class GongAdapterContractTests(GongAdapterContractTests.Source source)
    : SandboxConformance(source, GongPlatform.Descriptor, "/v2"), IClassFixture<GongAdapterContractTests.Source>
{
    protected override IPlatformAdapter Adapter => new GongAdapter(new PlatformTransport(Sandbox, TimeProvider.System), Sandbox.Tokens, TimeProvider.System);

    protected override PlatformConnection Connection => Account("SANDBOX-GONG-FULL", "full-rights-secret");

    protected override PlatformConnection WrongConnection => Account("SANDBOX-GONG-FULL", "another-secret");

    protected override PlatformConnection EmptyConnection => Account("SANDBOX-GONG-EMPTY", "empty-secret");

    protected override PlatformConnection TokenAccount => Sandbox.ConnectNobody();

    private PlatformConnection Account(string key, string secret) => Sandbox.Connect((GongPlatform.AccessKey, key), (GongPlatform.AccessKeySecret, secret));

    public sealed class Source() : SharedSandbox(options => (options.Gong.Calls, options.Gong.RequestsPerSecond) = (230, 0));
}
