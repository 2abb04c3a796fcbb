using System.Security.Cryptography;
using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using GraphQL.Execution;

namespace CallImport.Web.GraphQL.Errors;

/// <summary>Keeps a fault for the log and gives the caller a reference to it, nothing else.</summary>
internal sealed partial class FaultReport(ILogger<FaultReport> logger)
{
    private const int ReferenceLength = 12;

    public Task TellAsync(UnhandledExceptionContext context)
    {
        context.Exception = context.OriginalException switch
        {
            PlatformException refused => ApiError.OfPlatform(CodeOf(refused.FailureClass), refused.Message),

            // Nobody who asked has gone away: what was cancelled is a question to a platform whose time was up.
            OperationCanceledException when context.Context?.CancellationToken.IsCancellationRequested is false =>
                ApiError.OfPlatform(ErrorCodes.PlatformUnavailable, "The platform did not answer in time. Try again in a moment."),
            var fault => Internal(fault, context.FieldContext?.FieldDefinition.Name),
        };
        return Task.CompletedTask;
    }

    /// <param name="field">Where it happened; null outside of any field.</param>
    public ApiError Internal(Exception fault, string? field)
    {
        var reference = RandomNumberGenerator.GetHexString(ReferenceLength, lowercase: true);
        Log.Failed(logger, field ?? "the operation", reference, fault);
        return ApiError.Internal(reference);
    }

    private static string CodeOf(FailureClass failure) => failure switch
    {
        FailureClass.AuthExpired => ErrorCodes.CredentialInvalid,
        FailureClass.RateLimited => ErrorCodes.RateLimited,
        _ => ErrorCodes.PlatformUnavailable,
    };

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "GraphQL could not answer {Field}; the caller was given the reference {Reference}")]
        public static partial void Failed(ILogger logger, string field, string reference, Exception fault);
    }
}
