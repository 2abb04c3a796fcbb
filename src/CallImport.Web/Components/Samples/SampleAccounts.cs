using System.Text.Json;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.FileDrops;

namespace CallImport.Web.Components.Samples;

/// <summary>An account of the sandbox that anybody may use; nothing in it is secret.</summary>
public sealed record SampleAccount(string? BaseUrl, IReadOnlyDictionary<string, string> Values);

/// <summary>Asks the sandbox for its sample accounts. Knows none outside Development or with the sandbox switched off.</summary>
public sealed partial class SampleAccounts(
    IHttpClientFactory clients, FileDropPlaces drops, IConfiguration configuration, IHostEnvironment environment, TimeProvider clock, ILogger<SampleAccounts> logger)
{
    public const string HttpClientName = "sandbox-samples";

    /// <summary>The sandbox starts with the application, and makes its world first.</summary>
    private const int MostTries = 10;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private const string DefaultUrl = "http://127.0.0.1:8090";

    /// <returns>null when there is none, or when the sandbox does not answer</returns>
    public async Task<SampleAccount?> FindAsync(PlatformDescriptor descriptor, CancellationToken cancellationToken)
    {
        if (!environment.IsDevelopment() || !configuration.GetValue("Sandbox:Enabled", true))
        {
            return null;
        }

        if (descriptor.TakesFiles)
        {
            return drops.ListSamples() is [var drop, ..] ? new SampleAccount(null, new Dictionary<string, string> { [descriptor.CredentialFields[0].Name] = drop }) : null;
        }

        var sandbox = (configuration["Sandbox:Urls"] ?? DefaultUrl).Split(';', ',')[0].TrimEnd('/');
        for (var tries = 0; tries < MostTries && !cancellationToken.IsCancellationRequested; tries++)
        {
            try
            {
                using var client = clients.CreateClient(HttpClientName);
                var answer = await client.GetFromJsonAsync<Listing>($"{sandbox}/_control/accounts", cancellationToken);
                var account = answer?.Accounts.FirstOrDefault(one => one.Platform == descriptor.Slug && one.State == "Active");
                return account is null ? null : new SampleAccount(account.BaseUrl, Split(descriptor, account.ApiKey));
            }
            catch (Exception exception) when (exception is HttpRequestException or JsonException or TaskCanceledException)
            {
                Log.SandboxSilent(logger, sandbox, exception);
                await Task.Delay(Pause, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            }
        }

        return null;
    }

    /// <summary>The sandbox writes a key as the API takes it: its fields joined by colons.</summary>
    private static Dictionary<string, string> Split(PlatformDescriptor descriptor, string apiKey)
    {
        var parts = apiKey.Split(':', descriptor.CredentialFields.Count);
        return descriptor.CredentialFields.Zip(parts).ToDictionary(pair => pair.First.Name, pair => pair.Second);
    }

    private sealed record Listing(IReadOnlyList<Account> Accounts);

    private sealed record Account(string Platform, string? BaseUrl, string ApiKey, string State);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "The sandbox at {Address} gives no sample accounts")]
        public static partial void SandboxSilent(ILogger logger, string address, Exception exception);
    }
}
