using System.Globalization;
using CallImport.Sandbox.Vendors;
using CallImport.Sandbox.World;

namespace CallImport.Sandbox.RingCentral;

/// <summary>A company that is a customer of RingCentral, with the limits of its user and app.</summary>
internal sealed class RingCentralCompany(string slug, string name, int number, SalesWorld world, RingCentralLimiter limiter) : Company(slug, name, world)
{
    public string AccountId { get; } = (256440016L + number * 7919L).ToString(CultureInfo.InvariantCulture);

    public RingCentralLimiter Limiter => limiter;
}

/// <summary>Who is calling, once signed in.</summary>
internal sealed record RingCentralCaller(RingCentralCompany Company, IReadOnlySet<string> Scopes)
{
    public static RingCentralCaller Of(HttpContext context) => context.Items[typeof(RingCentralCaller)] as RingCentralCaller
        ?? throw new InvalidOperationException("The sign-in filter has not run.");
}
