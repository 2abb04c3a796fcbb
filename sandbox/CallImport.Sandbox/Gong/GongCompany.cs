using System.Globalization;
using CallImport.Sandbox.Vendors;
using CallImport.Sandbox.World;

namespace CallImport.Sandbox.Gong;

/// <summary>A company that is a customer of Gong, with the limits that all its keys share. Its slug is part of the address that is its own.</summary>
internal sealed class GongCompany(string slug, string name, int number, SalesWorld world, GongLimiter limiter) : Company(slug, name, world)
{
    public string WorkspaceId { get; } = (623457276584334L + number * 7919L).ToString(CultureInfo.InvariantCulture);

    public GongLimiter Limiter => limiter;
}
