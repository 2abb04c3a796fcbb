namespace CallImport.Sandbox.Faults;

/// <summary>
/// Where the server listens, as configuration that Kestrel follows while it runs: so the vendors can stop listening altogether
/// and the control address stays.
/// </summary>
internal sealed class Listeners(IReadOnlyList<string> vendors, IReadOnlyList<string> control) : ConfigurationProvider, IConfigurationSource
{
    private IReadOnlyList<string>? _bound;

    /// <summary>Refusing connections needs an address from which they can be allowed again.</summary>
    public bool CanClose => control.Count > 0;

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    public override void Load() => Listen(vendors);

    /// <summary>Remembers which ports were really taken.</summary>
    public void Started(IEnumerable<string> addresses) => _bound = [.. addresses.Take(vendors.Count)];

    public void Open() => Change(_bound ?? vendors);

    public void Close() => Change([]);

    private void Change(IReadOnlyList<string> urls)
    {
        Listen(urls);
        OnReload();
    }

    private void Listen(IReadOnlyList<string> urls)
    {
        Data.Clear();
        for (var number = 0; number < urls.Count; number++)
        {
            Data[$"Endpoints:A{number}:Url"] = urls[number];
        }

        for (var number = 0; number < control.Count; number++)
        {
            Data[$"Endpoints:B{number}:Url"] = control[number];
        }
    }
}
