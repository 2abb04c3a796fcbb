using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CallImport.Infrastructure.Configuration;

/// <summary>Registers options and remembers where they come from, so that all sections can be inspected at once before anything starts.</summary>
public sealed class OptionsCatalog(IServiceCollection services, IConfiguration configuration)
{
    private readonly List<string> mistakes = [];

    public IReadOnlyList<string> Mistakes => mistakes;

    public OptionsCatalog Add<TOptions>(string section)
        where TOptions : class, new()
    {
        mistakes.AddRange(OptionsInspection.Inspect(typeof(TOptions), configuration.GetSection(section)));
        services.AddOptions<TOptions>().BindConfiguration(section);
        return this;
    }

    /// <summary>One set of options per section below <paramref name="parent"/>; an unnamed section has the defaults.</summary>
    public OptionsCatalog AddNamed<TOptions>(string parent, IReadOnlyCollection<string> names)
        where TOptions : class, new()
    {
        foreach (var section in configuration.GetSection(parent).GetChildren())
        {
            mistakes.AddRange(names.Contains(section.Key, StringComparer.OrdinalIgnoreCase)
                ? OptionsInspection.Inspect(typeof(TOptions), section)
                : [$"{section.Path}: is not known; {parent} has {string.Join(", ", names)}."]);
        }

        foreach (var name in names)
        {
            services.AddOptions<TOptions>(name).BindConfiguration($"{parent}:{name}");
        }

        return this;
    }
}
