namespace CallImport.Web.Admin;

/// <summary>An answer that says by the exit code, too, whether all is well.</summary>
internal interface IOperatorVerdict
{
    bool Agrees { get; }
}
