namespace CallImport.Web.Admin;

internal static class Operator
{
    /// <summary>How the audit trail calls whoever runs commands on the machine.</summary>
    public const string Name = "operator";
}
