using System.ComponentModel.DataAnnotations;

namespace CallImport.Web.Auth;

public sealed class SignInProtectionOptions
{
    public const string Section = "SignIn";

    /// <summary>Wrong passwords in a row after which an account is locked.</summary>
    [Range(1, 1000)]
    public int MaxFailures { get; set; } = 5;

    /// <summary>How long an account stays locked, in seconds; also the window in which failures of one source are counted.</summary>
    [Range(1, 86400)]
    public int LockSeconds { get; set; } = 300;

    public TimeSpan Lock => TimeSpan.FromSeconds(LockSeconds);
}
