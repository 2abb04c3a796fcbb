namespace CallImport.Web.Admin;

/// <summary>One verb of <c>./run admin</c>.</summary>
public interface IOperatorCommand
{
    string Verb { get; }

    /// <returns>what is printed, as one JSON object</returns>
    /// <exception cref="OperatorMistakeException">The operator can do something about it; the message says what.</exception>
    Task<object> RunAsync(OperatorArguments arguments, CancellationToken cancellationToken);
}
