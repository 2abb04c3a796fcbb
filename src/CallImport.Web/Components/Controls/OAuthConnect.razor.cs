using CallImport.Infrastructure.OAuth;
using CallImport.Infrastructure.Platforms;
using CallImport.Web.Auth;
using Microsoft.AspNetCore.Components;

namespace CallImport.Web.Components.Controls;

public sealed partial class OAuthConnect
{
    private string? refusal;
    private bool isBusy;

    [Inject]
    public required InitiateOAuth Initiate { get; init; }

    [Inject]
    public required CurrentActor CurrentActor { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Parameter, EditorRequired]
    public required PlatformEntry Entry { get; set; }

    /// <summary>Of the new connection; null or empty = one is found.</summary>
    [Parameter]
    public string? Label { get; set; }

    private async Task GoAsync()
    {
        isBusy = true;
        var request = new OAuthRequest { Platform = Entry.Descriptor.Slug, Label = Label };
        var begun = await Initiate.ExecuteAsync(await CurrentActor.GetAsync(), request, CancellationToken.None);
        refusal = begun.Refusal?.Message;
        isBusy = begun.Succeeded;
        if (begun.Succeeded)
        {
            Navigation.NavigateTo(begun.Value.AuthorizationUrl, forceLoad: true);
        }
    }
}
