using CallImport.Sandbox.Vendors;

namespace CallImport.Sandbox.Gong;

internal sealed class GongTokens(SandboxOptions options, TimeProvider time) : TokenBook<GongCompany>(time)
{
    protected override int AccessTokenSeconds => options.Gong.AccessTokenSeconds;
}
