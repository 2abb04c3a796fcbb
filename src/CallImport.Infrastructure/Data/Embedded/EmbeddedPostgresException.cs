using CallImport.Infrastructure.Configuration;

namespace CallImport.Infrastructure.Data.Embedded;

/// <summary>The private cluster cannot be used; the message is meant for the person at the console.</summary>
public sealed class EmbeddedPostgresException(string message) : StartRefusedException(message);
