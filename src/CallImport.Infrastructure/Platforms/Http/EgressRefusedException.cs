namespace CallImport.Infrastructure.Platforms.Http;

/// <summary>This server does not connect there. An <see cref="HttpClient"/> hands it on as the inner exception of its own.</summary>
/// <param name="needsEncryption">True when the address itself would do, but not without TLS.</param>
internal sealed class EgressRefusedException(string host, bool needsEncryption)
    : IOException(needsEncryption ? $"{host} may only be reached by https." : $"{host} is not an address this server may reach.")
{
    public string Host { get; } = host;

    public bool NeedsEncryption { get; } = needsEncryption;

    public static EgressRefusedException? In(Exception? exception)
    {
        while (exception is not null and not EgressRefusedException)
        {
            exception = exception.InnerException;
        }

        return exception as EgressRefusedException;
    }
}
