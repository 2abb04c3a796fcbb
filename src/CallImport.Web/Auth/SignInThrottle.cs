using Microsoft.Extensions.Options;

namespace CallImport.Web.Auth;

/// <summary>Slows down one source that tries many accounts.</summary>
public sealed class SignInThrottle(TimeProvider time, IOptions<SignInProtectionOptions> options) : SourceThrottle(time)
{
    /// <summary>Offices share an address; people there may err now and then.</summary>
    private const int AccountsPerSource = 5;

    protected override int Limit => options.Value.MaxFailures * AccountsPerSource;

    protected override TimeSpan Window => options.Value.Lock;
}
