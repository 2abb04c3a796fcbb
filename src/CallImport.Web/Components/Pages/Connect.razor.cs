using CallImport.Domain;
using CallImport.Infrastructure.OAuth;
using CallImport.Infrastructure.Platforms;
using CallImport.Infrastructure.Wishes;
using CallImport.Web.Auth;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace CallImport.Web.Components.Pages;

public sealed partial class Connect
{
    private IReadOnlyList<PlatformEntry> entries = [];
    private PlatformEntry? chosen;
    private bool unknown;
    private bool mayConnect;
    private bool mayImport;
    private OAuthOutcome? signIn;
    private string? shownPlatform;
    private bool isOpen;
    private bool hasChanged;

    [Inject]
    public required PlatformRegistry Registry { get; init; }

    [Inject]
    public required CurrentActor CurrentActor { get; init; }

    [Inject]
    public required OAuthOutcomes Outcomes { get; init; }

    [Inject]
    public required WishForPlatform WishForPlatform { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required IJSRuntime Browser { get; init; }

    [SupplyParameterFromQuery(Name = "platform")]
    public string? Platform { get; set; }

    /// <summary>What was wrong with a return from the platform, in a word.</summary>
    [SupplyParameterFromQuery(Name = "problem")]
    public string? Problem { get; set; }

    /// <summary>The sign-in at the platform that the browser comes back from.</summary>
    [SupplyParameterFromQuery(Name = "signin")]
    public Guid? SignIn { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        var isOther = isOpen && Platform != shownPlatform;
        (isOpen, shownPlatform) = (true, Platform);
        entries = await Registry.ListAsync(CancellationToken.None);
        chosen = Platform is null ? null : await Registry.FindAsync(Platform, CancellationToken.None);
        unknown = Platform is not null && chosen is null;
        var actor = await CurrentActor.GetAsync();
        (mayConnect, mayImport) = (actor.MayManageCredentials, actor.MayImport);
        signIn = SignIn is { } attemptId ? await Outcomes.FindAsync(actor, attemptId, CancellationToken.None) : null;
        hasChanged = isOther;
    }

    /// <summary>To the browser, one platform and all of them are the same page, which stays scrolled to where the card was.</summary>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (hasChanged)
        {
            hasChanged = false;
            await Browser.FocusHeadingAsync();
        }
    }

    private bool IsConnected => signIn?.CredentialId is not null;

    private bool TakesKey => mayConnect && chosen is { CanConnect: true } && !IsConnected;

    private string Lead => mayConnect
        ? "Choose where your recorded calls are now. Nothing is imported until you have seen how many there are, what they cost and how long it takes."
        : "Where calls can come from. An admin of your workspace connects them.";

    private async Task<Result<string>> WishAsync(string name, string? note) =>
        await WishForPlatform.ExecuteAsync(await CurrentActor.GetAsync(), name, note, CancellationToken.None);

    private void GoOn(Guid credentialId) => Navigation.NavigateTo($"/imports/new?credential={credentialId}");
}
