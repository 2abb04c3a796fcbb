using CallImport.Domain;

namespace CallImport.Web.Admin;

/// <summary>The command cannot be done as it was given.</summary>
public sealed class OperatorMistakeException(string message) : Exception(message);

internal static class OperatorAnswers
{
    /// <exception cref="OperatorMistakeException">for a refusal</exception>
    public static T OrMistake<T>(this Result<T> result) =>
        result.Succeeded ? result.Value : throw new OperatorMistakeException(result.Refusal.Message);
}
