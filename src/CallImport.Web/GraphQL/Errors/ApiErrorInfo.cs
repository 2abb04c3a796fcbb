using System.Text.RegularExpressions;
using GraphQL;
using GraphQL.Execution;

namespace CallImport.Web.GraphQL.Errors;

/// <summary>
/// Writes errors for strangers: our own as they are; the library's about the document without the values they quote, which may be
/// secrets, and without its guesses at what the schema has. Nothing else may come through.
/// </summary>
internal sealed partial class ApiErrorInfo : IErrorInfoProvider
{
    public ErrorInfo GetInfo(ExecutionError executionError)
    {
        if (executionError is ApiError known)
        {
            return Info(known.Message, known.Code ?? ErrorCodes.Internal, known.Extensions);
        }

        return executionError is DocumentError or RequestError
            ? Info(WithoutValues(executionError.Message), ErrorCodes.BadUserInput, null)
            : Info("Something went wrong on our side.", ErrorCodes.Internal, null);
    }

    /// <summary>The first sentence says which field, argument or variable is wrong; what follows quotes its value or guesses.</summary>
    internal static string WithoutValues(string message)
    {
        var text = Guess().Replace(message, "");
        text = Found().Replace(text, ".");
        text = DefaultValue().Replace(text, " has an invalid default value");
        return $"{text.TrimEnd('.', ' ')}.";
    }

    private static ErrorInfo Info(string message, string code, Dictionary<string, object?>? more)
    {
        var extensions = new Dictionary<string, object?> { ["code"] = code };
        foreach (var (name, value) in more ?? [])
        {
            extensions[name] = value;
        }

        return new ErrorInfo { Message = message, Extensions = extensions };
    }

    [GeneratedRegex(@"\s*Did you mean .*$", RegexOptions.Singleline)]
    private static partial Regex Guess();

    [GeneratedRegex(@"(,? found |\s*Unable to convert |\s*Invalid character escape sequence|\s*In (element|field) |\s*Expected type [^,.]*, found |\s*Error (trying to|coercing) ).*$", RegexOptions.Singleline)]
    private static partial Regex Found();

    [GeneratedRegex(" has invalid default value .*$", RegexOptions.Singleline)]
    private static partial Regex DefaultValue();
}
