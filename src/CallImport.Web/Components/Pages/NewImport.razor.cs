using CallImport.Domain;
using CallImport.Domain.Credentials;
using CallImport.Domain.Imports;
using CallImport.Domain.Workspaces;
using CallImport.Infrastructure.Credentials;
using CallImport.Infrastructure.FileDrops;
using CallImport.Infrastructure.Imports;
using CallImport.Infrastructure.Platforms;
using CallImport.Web.Auth;
using CallImport.Web.Components.Formatting;
using Microsoft.AspNetCore.Components;

namespace CallImport.Web.Components.Pages;

/// <summary>Choose and plan. The whole choice stands in the address; the plan is asked for anew whenever the range changes.</summary>
public sealed partial class NewImport : IDisposable
{
    private readonly TokenSeries loads = new();
    private Actor? actor;
    private IReadOnlyList<ImportCredential> credentials = [];
    private ImportCredential? credential;
    private string? source;
    private bool isLimitShared = true;
    private ImportRange range = ImportRange.Parse(null, null, null);
    private ImportPlan? plan;
    private string? planned;
    private string? refusal;
    private RefusalKind? refusedKind;
    private string idempotencyKey = NewKey();
    private bool isLoaded;
    private bool isStarting;

    [Inject]
    public required CurrentActor CurrentActor { get; init; }

    [Inject]
    public required CredentialQueries Credentials { get; init; }

    [Inject]
    public required PreviewImport PreviewImport { get; init; }

    [Inject]
    public required StartImport StartImport { get; init; }

    [Inject]
    public required InspectDrop Drops { get; init; }

    [Inject]
    public required PlatformRegistry Registry { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [SupplyParameterFromQuery(Name = "credential")]
    public string? Credential { get; set; }

    [SupplyParameterFromQuery(Name = "range")]
    public string? Preset { get; set; }

    [SupplyParameterFromQuery(Name = "from")]
    public string? From { get; set; }

    [SupplyParameterFromQuery(Name = "to")]
    public string? To { get; set; }

    /// <summary>Percent of the vendor's limit left to others.</summary>
    [SupplyParameterFromQuery(Name = "leave")]
    public int? LeavePercent { get; set; }

    private int Leave => Math.Clamp(LeavePercent ?? 0, 0, 90);

    protected override async Task OnParametersSetAsync()
    {
        actor ??= await CurrentActor.GetAsync();
        if (!isLoaded)
        {
            credentials = [.. (await Credentials.ListAsync(actor, CancellationToken.None)).Where(row => row.IsValid)];
            isLoaded = true;
        }

        range = ImportRange.Parse(Preset, From, To);
        credential = Credential is null && credentials.Count == 1
            ? credentials[0]
            : credentials.FirstOrDefault(row => Guid.TryParse(Credential, out var id) && row.Id == id);
        var platform = credential is null ? null : await Registry.FindAsync(credential.Platform, CancellationToken.None);
        (source, isLimitShared) = (platform?.Capability.DisplayName ?? credential?.Platform, platform?.Descriptor.LimitIsShared ?? true);

        // The vendor is asked once, by the page that lives, not by the picture of it that is painted first.
        if (RendererInfo.IsInteractive && planned != Question)
        {
            await LoadPlanAsync();
        }
    }

    private string Question => $"{credential?.Id}|{range}";

    private async Task LoadPlanAsync()
    {
        planned = Question;
        idempotencyKey = NewKey();
        (plan, refusal, refusedKind) = (null, range.Mistake, null);
        var loading = loads.Next();
        if (credential is null || actor is null || refusal is not null)
        {
            return;
        }

        StateHasChanged();
        try
        {
            var preview = await PreviewImport.ExecuteAsync(actor, credential.Id, range.Start(Clock.GetUtcNow()), range.End, loading);
            if (!loading.IsCancellationRequested)
            {
                (plan, refusal, refusedKind) = (preview.Value, preview.Refusal?.Message, preview.Refusal?.Kind);
            }
        }
        catch (OperationCanceledException) when (loading.IsCancellationRequested)
        {
            // Another range was chosen meanwhile; its own answer is on the way.
        }
    }

    private async Task StartAsync(int? callLimit)
    {
        if (isStarting || actor is null || credential is null)
        {
            return;
        }

        isStarting = true;
        var from = range.Start(Clock.GetUtcNow());
        try
        {
            var started = await StartImport.ExecuteAsync(
                actor,
                new StartImportRequest
                {
                    CredentialId = credential.Id,
                    From = from,
                    To = range.End,
                    CallLimit = callLimit,
                    QuotaSharePercentLeft = Leave,
                    IdempotencyKey = $"{idempotencyKey}-{from?.UtcTicks}-{callLimit}-{Leave}",
                },
                CancellationToken.None);
            (refusal, refusedKind) = (started.Refusal?.Message, started.Refusal?.Kind);
            if (started.Succeeded)
            {
                Navigation.NavigateTo($"/imports/{started.Value.Id}");
            }
        }
        finally
        {
            isStarting = false;
        }
    }

    private void ShowRange(ImportRange chosen) => Go(new()
    {
        ["credential"] = credential?.Id.ToString(),
        ["range"] = chosen.Preset,
        ["from"] = chosen.Preset == ImportRange.Custom ? ImportRange.Text(chosen.From) : null,
        ["to"] = chosen.Preset == ImportRange.Custom ? ImportRange.Text(chosen.To) : null,
    });

    private void LeaveToOthers(int percent) => Go(new() { ["leave"] = percent == 0 ? null : percent });

    private void Go(Dictionary<string, object?> parameters) =>
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(parameters), replace: true);

    private static string NewKey() => $"page-{Guid.NewGuid():N}";

    public void Dispose() => loads.Dispose();
}
