using CallImport.Sandbox.World;

namespace CallImport.Sandbox.Vendors;

/// <summary>A company that is a customer of a vendor: its calls and its keys. Vendors add what they count per company.</summary>
internal class Company(string slug, string name, SalesWorld world)
{
    public string Slug => slug;

    public string Name => name;

    public SalesWorld World { get; set; } = world;

    public List<Account> Accounts { get; } = [];
}
