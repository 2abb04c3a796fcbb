using System.Globalization;
using CallImport.Domain;
using GraphQL;

namespace CallImport.Web.GraphQL.Errors;

/// <summary>An error as the caller sees it: a sentence and one of <see cref="ErrorCodes"/>.</summary>
internal sealed class ApiError : ExecutionError
{
    private ApiError(string code, string message)
        : base(message) => Code = code;

    public static ApiError Of(Refusal refusal) => new(ErrorCodes.Of(refusal.Kind), refusal.Message);

    public static ApiError Unauthenticated() =>
        new(ErrorCodes.Unauthenticated, "This needs a token (Authorization: Bearer …) or a signed-in browser session.");

    public static ApiError Forbidden(string message) => new(ErrorCodes.Forbidden, message);

    public static ApiError NotFound(string message) => new(ErrorCodes.NotFound, message);

    public static ApiError BadInput(string message) => new(ErrorCodes.BadUserInput, message);

    /// <param name="bound">Which bound, in words: "aliases".</param>
    public static ApiError TooComplex(string bound, long limit) =>
        new(ErrorCodes.TooComplex, string.Create(CultureInfo.InvariantCulture, $"The request exceeds the limit of {limit} for {bound}. Ask for less at once."))
        {
            Extensions = new() { ["bound"] = bound, ["limit"] = limit },
        };

    public static ApiError RateLimited(string message, TimeSpan retryAfter)
    {
        var seconds = Math.Max(1, (int)Math.Ceiling(retryAfter.TotalSeconds));
        return new(ErrorCodes.RateLimited, message) { RetryAfterSeconds = seconds, Extensions = new() { ["retryAfterSeconds"] = seconds } };
    }

    public static ApiError OfPlatform(string code, string message) => new(code, message);

    /// <param name="reference">Under this the log has what really happened.</param>
    public static ApiError Internal(string reference) =>
        new(ErrorCodes.Internal, $"Something went wrong on our side. Tell us the reference {reference}.") { Extensions = new() { ["reference"] = reference } };

    /// <summary>The transport cannot carry this kind of operation.</summary>
    public static ApiError NotCarried(string message) => new(ErrorCodes.BadUserInput, message) { IsNotCarried = true };

    public int? RetryAfterSeconds { get; private init; }

    public bool IsNotCarried { get; private init; }
}
