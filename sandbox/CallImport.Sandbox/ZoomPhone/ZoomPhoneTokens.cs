using CallImport.Sandbox.Vendors;

namespace CallImport.Sandbox.ZoomPhone;

internal sealed class ZoomPhoneTokens(SandboxOptions options, TimeProvider time) : TokenBook<ZoomPhoneCompany>(time)
{
    protected override int AccessTokenSeconds => options.ZoomPhone.AccessTokenSeconds;
}
