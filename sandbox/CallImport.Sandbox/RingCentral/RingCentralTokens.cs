using CallImport.Sandbox.Vendors;

namespace CallImport.Sandbox.RingCentral;

internal sealed class RingCentralTokens(SandboxOptions options, TimeProvider time) : TokenBook<RingCentralCompany>(time)
{
    protected override int AccessTokenSeconds => options.RingCentral.AccessTokenSeconds;
}
