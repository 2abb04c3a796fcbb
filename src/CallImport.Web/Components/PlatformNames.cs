using CallImport.Infrastructure.Platforms;

namespace CallImport.Web.Components;

/// <summary>Stored platform names as people read them; a name nobody knows any more is shown as it is stored.</summary>
public sealed class PlatformNames(PlatformRegistry registry)
{
    public async Task<string> OfAsync(string slug, CancellationToken cancellationToken) =>
        (await registry.FindAsync(slug, cancellationToken))?.Capability.DisplayName ?? slug;

    public async Task<Dictionary<string, string>> OfAllAsync(IEnumerable<string> slugs, CancellationToken cancellationToken)
    {
        var names = new Dictionary<string, string>();
        foreach (var slug in slugs.Distinct())
        {
            names[slug] = await OfAsync(slug, cancellationToken);
        }

        return names;
    }
}
