using CallImport.Infrastructure.Configuration;
using CallImport.Infrastructure.Credentials;
using CallImport.Infrastructure.Data;
using CallImport.Infrastructure.FileDrops;
using CallImport.Infrastructure.Imports;
using CallImport.Infrastructure.Insights;
using CallImport.Infrastructure.OAuth;
using CallImport.Infrastructure.Platforms;
using CallImport.Infrastructure.Platforms.Http;
using CallImport.Infrastructure.Storage;
using CallImport.Infrastructure.Transcription;
using CallImport.Infrastructure.Webhooks;
using CallImport.Web.Auth;
using CallImport.Web.GraphQL;

namespace CallImport.Web.Hosting;

/// <summary>All keys of the configuration, looked at before anything starts.</summary>
internal static class CheckedConfiguration
{
    /// <returns>what has to be known before there are services</returns>
    /// <exception cref="ConfigurationMistakesException">with all mistakes</exception>
    public static HostSettings AddCheckedConfiguration(this WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        var isDevelopment = builder.Environment.IsDevelopment();
        var mistakes = configuration.AddDerived().ToList();
        if (isDevelopment)
        {
            DevelopmentDefaults.Add(configuration);
        }

        var catalog = new OptionsCatalog(builder.Services, configuration)
            .Add<AppOptions>(AppOptions.Section)
            .Add<DatabaseOptions>(DatabaseOptions.Section)
            .Add<SandboxSwitch>(SandboxSwitch.Section)
            .Add<StorageOptions>(StorageOptions.Section)
            .Add<KeyRingOptions>(KeyRingOptions.Section)
            .AddNamed<PlatformEndpointOptions>(PlatformEndpointOptions.Section, [.. PlatformCatalog.Descriptors.Select(platform => platform.ConfigurationName)])
            .Add<OutboundOptions>(OutboundOptions.Section)
            .Add<FileDropOptions>(FileDropOptions.Section)
            .Add<TranscriptionOptions>(TranscriptionOptions.Section)
            .Add<InsightsOptions>(InsightsOptions.Section)
            .Add<ImportOptions>(ImportOptions.Section)
            .Add<OAuthStateOptions>(OAuthStateOptions.Section)
            .Add<WebhookOptions>(WebhookOptions.Section)
            .Add<SignInProtectionOptions>(SignInProtectionOptions.Section)
            .Add<PricingOptions>(PricingOptions.Section)
            .Add<GraphQLOptions>(GraphQLOptions.Section);
        mistakes.AddRange(catalog.Mistakes);
        mistakes.AddRange(DatabaseAddress.Inspect(configuration, isDevelopment));
        var certificates = KeyRingCertificates.Load(
            configuration.GetSection(KeyRingOptions.Section).Get<KeyRingOptions>() ?? new KeyRingOptions(), mistakes);
        if (mistakes.Count > 0 || certificates is null)
        {
            throw new ConfigurationMistakesException([.. mistakes, .. PublicAddress.Remarks(configuration)]);
        }

        PublicAddress.Complete(configuration);
        var settings = new HostSettings(
            configuration.GetSection(AppOptions.Section).Get<AppOptions>() ?? new AppOptions(), certificates, isDevelopment);
        builder.Services.AddSingleton(settings);
        return settings;
    }

    public static NodeRole Role(this WebApplicationBuilder builder) => builder.Configuration.GetSection(AppOptions.Section).Get<AppOptions>()?.Role ?? NodeRole.All;

    public static bool IsHttps(this WebApplicationBuilder builder) =>
        builder.Configuration[$"{AppOptions.Section}:{nameof(AppOptions.PublicUrl)}"]?.StartsWith("https:", StringComparison.OrdinalIgnoreCase) == true;
}

/// <param name="App">the section <c>App</c></param>
/// <param name="Certificates">what wraps the key ring</param>
/// <param name="IsDevelopment">defaults for a single machine are in place</param>
internal sealed record HostSettings(AppOptions App, KeyRingCertificates Certificates, bool IsDevelopment)
{
    public bool IsHttps => App.PublicUrl?.Scheme == Uri.UriSchemeHttps;
}
