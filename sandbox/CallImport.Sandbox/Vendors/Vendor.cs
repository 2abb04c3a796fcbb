using System.Text.Json;
using CallImport.Sandbox.Control;
using CallImport.Sandbox.World;

namespace CallImport.Sandbox.Vendors;

/// <summary>What a vendor's folder tells the parts that all vendors share: control, faults, counts, ledger and front page.</summary>
internal abstract class Vendor
{
    /// <summary>Name in control paths and accounts, as the product stores it.</summary>
    public abstract string Slug { get; }

    public abstract string Name { get; }

    /// <summary>Base address of its API, as a path.</summary>
    public abstract string Root { get; }

    /// <summary>What its sample keys are.</summary>
    public virtual string KeyLabel => "API key";

    public abstract IEnumerable<Company> Companies { get; }

    /// <summary>The company of the sample keys.</summary>
    public abstract Company SampleCompany { get; }

    /// <summary>Everything as it was at the start.</summary>
    public abstract void Reset();

    /// <summary>A further company with a key that has all rights.</summary>
    public abstract (Company Company, Account Account) Add(string? name, int calls);

    /// <summary>Other calls for a company; what is null stays as it is configured.</summary>
    public abstract void SetCalls(Company company, int? calls, int? spanDays, long? recordingBytes);

    /// <returns>null for a path of somebody else</returns>
    public abstract VendorPart? PartAt(PathString path);

    /// <summary>Whether recordings are served here, be it by the API itself.</summary>
    public virtual bool ServesRecordingsAt(PathString path) => PartAt(path) == VendorPart.Media;

    /// <summary>An error as this vendor writes it.</summary>
    public abstract Task WriteErrorAsync(HttpContext context, int status, string text);

    /// <summary>Under which name the credential of a request is counted; null when there is none.</summary>
    public abstract string? CredentialIn(HttpRequest request);

    /// <summary>The id by which this vendor knows a call.</summary>
    public virtual string CallId(Company company, WorldCall call) => call.Id;

    public virtual string Title(WorldCall call) => call.Title;

    public virtual bool HasRecording(WorldCall call) => true;

    /// <summary>How a company's limits stand, for the control state.</summary>
    public abstract object Limits(Company company);

    /// <param name="company">whose limits</param>
    /// <param name="limits">The body of the control request; what it leaves out stays.</param>
    public abstract void SetLimits(Company company, JsonElement limits);

    /// <summary>Ends all access tokens, and on demand the refresh tokens too.</summary>
    public virtual void RevokeTokens(bool refreshTokens)
    {
    }

    /// <summary>Tells those who asked to be told that there is one more call.</summary>
    public virtual Task AnnounceAsync(Company company, WorldCall call, CancellationToken cancellationToken) => Task.CompletedTask;

    public virtual SampleOAuth? OAuth(string origin) => null;

    public Company? Company(string? slug) => slug is null ? SampleCompany : Companies.FirstOrDefault(company => company.Slug == slug);
}
