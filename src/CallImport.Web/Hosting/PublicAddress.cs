using CallImport.Infrastructure.Configuration;

namespace CallImport.Web.Hosting;

/// <summary>
/// The address that browsers use. Where it is not configured the address that the server listens on stands for it, never one that
/// a request names.
/// </summary>
internal static class PublicAddress
{
    private const string Key = $"{AppOptions.Section}:{nameof(AppOptions.PublicUrl)}";

    public static void Complete(IConfigurationManager configuration)
    {
        if (string.IsNullOrEmpty(configuration[Key]))
        {
            ((IConfigurationBuilder)configuration).AddInMemoryCollection([KeyValuePair.Create(Key, (string?)Listening(configuration))]);
        }
    }

    /// <summary>Said along with real mistakes: it is not one, but whoever completes a configuration wants to know.</summary>
    public static IEnumerable<string> Remarks(IConfiguration configuration)
    {
        if (string.IsNullOrEmpty(configuration[Key]))
        {
            yield return $"{Key}: is missing; links, sign-in at platforms and webhooks would use {Listening(configuration)}.";
        }
    }

    /// <summary>A place of ours as others reach it; an address that is absolute already stays what it is.</summary>
    public static string Absolute(this AppOptions app, string place) => app.PublicUrl is { } root ? new Uri(root, place).ToString() : place;

    /// <summary>A server that listens on every address is reached on this machine at least.</summary>
    private static string Listening(IConfiguration configuration)
    {
        var first = configuration[WebHostDefaults.ServerUrlsKey]?.Split(';')[0];
        var address = string.IsNullOrWhiteSpace(first) ? ServerBuilder.DefaultUrl : first;
        foreach (var everywhere in (string[])["://+", "://*", "://0.0.0.0", "://[::]"])
        {
            address = address.Replace(everywhere, "://127.0.0.1", StringComparison.Ordinal);
        }

        return Uri.TryCreate(address, UriKind.Absolute, out var url) ? url.GetLeftPart(UriPartial.Authority) : ServerBuilder.DefaultUrl;
    }
}
