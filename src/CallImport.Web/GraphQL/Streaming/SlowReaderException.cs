namespace CallImport.Web.GraphQL.Streaming;

/// <summary>Whoever listens does not take what it asked for; it is dropped, because waiting for it would cost memory.</summary>
internal sealed class SlowReaderException() : Exception("The reader is too slow.");
