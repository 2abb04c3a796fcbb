namespace CallImport.Web.Components;

/// <summary>Names of the authorization policies that pages ask for; what they mean is decided where sign-in is.</summary>
public static class ScreenPolicies
{
    public const string MayAudit = "may-audit";

    public const string Staff = "staff";
}
