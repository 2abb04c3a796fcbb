using CallImport.Sandbox.World;

namespace CallImport.Sandbox.Gong;

/// <summary>A company that is a customer of Gong: its calls, its keys, and the limits that all its keys share.</summary>
internal sealed class GongCompany(string slug, string name, int number, SalesWorld world, GongLimiter limiter)
{
    /// <summary>Part of the address that is the company's own.</summary>
    public string Slug => slug;

    public string Name => name;

    public string WorkspaceId { get; } = (623457276584334L + number * 7919L).ToString(System.Globalization.CultureInfo.InvariantCulture);

    public SalesWorld World { get; set; } = world;

    public GongLimiter Limiter => limiter;

    public List<GongAccount> Accounts { get; } = [];
}
