namespace CallImport.Infrastructure.Configuration;

/// <summary>The application must not start; the message is meant for the operator, who can do something about it.</summary>
public class StartRefusedException(string message, Exception? innerException = null) : Exception(message, innerException);
