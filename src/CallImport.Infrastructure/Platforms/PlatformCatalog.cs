using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms.Fathom;
using CallImport.Infrastructure.Platforms.Five29;
using CallImport.Infrastructure.Platforms.Gong;
using CallImport.Infrastructure.Platforms.Grain;
using CallImport.Infrastructure.Platforms.RingCentral;
using CallImport.Infrastructure.Platforms.ZoomPhone;
using Microsoft.Extensions.DependencyInjection;

namespace CallImport.Infrastructure.Platforms;

/// <summary>Every platform the product knows, in the order they are shown: one line each, and nothing else names them.</summary>
public sealed class PlatformCatalog(IServiceProvider services)
{
    private static readonly CatalogedPlatform[] Platforms =
    [
        CatalogedPlatform.With<GongAdapter>(GongPlatform.Descriptor),
        CatalogedPlatform.With<FathomAdapter>(FathomPlatform.Descriptor),
        CatalogedPlatform.With<GrainAdapter>(GrainPlatform.Descriptor),
        CatalogedPlatform.With<RingCentralAdapter>(RingCentralPlatform.Descriptor),
        CatalogedPlatform.With<ZoomPhoneAdapter>(ZoomPhonePlatform.Descriptor),
        CatalogedPlatform.With<Five29Adapter>(Five29Platform.Descriptor),
    ];

    /// <summary>An adapter that stands in the container by itself takes the place of the built-in one of the same platform.</summary>
    private readonly Dictionary<string, IPlatformAdapter> adapters = Platforms
        .Where(platform => platform.Adapter is not null)
        .Select(platform => platform.CreateAdapter(services))
        .Concat(services.GetServices<IPlatformAdapter>())
        .GroupBy(adapter => adapter.Descriptor.Slug)
        .ToDictionary(adapters => adapters.Key, adapters => adapters.Last());

    /// <summary>Needed before there are services: configuration is checked and HTTP clients are named by it.</summary>
    public static IReadOnlyList<PlatformDescriptor> Descriptors { get; } = [.. Platforms.Select(platform => platform.Descriptor)];

    public IReadOnlyList<PlatformDescriptor> All { get; } = Descriptors;

    /// <summary>Slugs of those that this version can import from; a newer one beside it may know more.</summary>
    public string[] Importable => [.. adapters.Keys];

    /// <param name="slugOrAlias">In any case: <c>gong</c>, <c>ZOOM_PHONE</c>, <c>five9</c>.</param>
    /// <returns>null for a name that is not known</returns>
    public PlatformDescriptor? Find(string slugOrAlias) => All.FirstOrDefault(descriptor =>
        descriptor.Slug.Equals(slugOrAlias, StringComparison.OrdinalIgnoreCase)
        || descriptor.Aliases.Contains(slugOrAlias, StringComparer.OrdinalIgnoreCase));

    /// <returns>null while a platform is only announced</returns>
    public IPlatformAdapter? Adapter(string slug) => adapters.GetValueOrDefault(slug);

    private sealed record CatalogedPlatform(PlatformDescriptor Descriptor, Type? Adapter)
    {
        public static CatalogedPlatform With<TAdapter>(PlatformDescriptor descriptor)
            where TAdapter : IPlatformAdapter => new(descriptor, typeof(TAdapter));

        public static CatalogedPlatform Announced(PlatformDescriptor descriptor) => new(descriptor, null);

        public IPlatformAdapter CreateAdapter(IServiceProvider services) => Adapter is null
            ? throw new InvalidOperationException($"{Descriptor.DisplayName} has no adapter yet.")
            : (IPlatformAdapter)ActivatorUtilities.CreateInstance(services, Adapter);
    }
}
