namespace CallImport.Infrastructure.Platforms;

/// <summary>The registry's first price; operators change it in <c>platform_capabilities.cost_per_call_cents</c>.</summary>
internal static class PlatformPrice
{
    /// <summary>Cents per imported call, the same for every platform: the work does not depend on where a call comes from.</summary>
    public const int PerCallCents = 2;
}
