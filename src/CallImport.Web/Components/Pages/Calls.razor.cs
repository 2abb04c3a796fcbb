using System.Globalization;
using CallImport.Infrastructure.Engagements;
using CallImport.Infrastructure.Platforms;
using CallImport.Web.Auth;
using CallImport.Web.Components.Formatting;
using Microsoft.AspNetCore.Components;

namespace CallImport.Web.Components.Pages;

/// <summary>The library. What is looked for stands in the address, so that a search can be sent, kept and gone back to.</summary>
public sealed partial class Calls : IDisposable
{
    private readonly CancellationTokenSource closing = new();
    private readonly List<EngagementHit> hits = [];
    private EngagementPage? page;
    private EngagementSearch? shown;
    private string? text;
    private bool isLoading;

    [Inject]
    public required EngagementQueries Engagements { get; init; }

    [Inject]
    public required CurrentActor CurrentActor { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [SupplyParameterFromQuery(Name = "q")]
    public string? Query { get; set; }

    [SupplyParameterFromQuery]
    public string? Platform { get; set; }

    /// <summary>First day, <c>yyyy-MM-dd</c> on the viewer's calendar.</summary>
    [SupplyParameterFromQuery]
    public string? From { get; set; }

    /// <summary>Last day, included.</summary>
    [SupplyParameterFromQuery]
    public string? To { get; set; }

    [CascadingParameter]
    public Viewer Viewer { get; set; } = Viewer.Unknown;

    private bool IsFiltered => !string.IsNullOrWhiteSpace(Query) || !string.IsNullOrEmpty(Platform) || Day(From) is not null || Day(To) is not null;

    private string Found => page switch
    {
        null => "",
        { TotalCount: 0 } => IsFiltered ? "No calls found." : "",
        { IsTotalExact: false } => $"More than {Amounts.Count(EngagementPage.CountLimit)} calls, newest first",
        _ => $"{Amounts.Calls(page.TotalCount)}{(IsFiltered ? " found" : "")}, newest first",
    };

    protected override async Task OnParametersSetAsync()
    {
        var wanted = new EngagementSearch { Text = Query, Platform = Platform, From = StartOf(Day(From)), To = StartOf(Day(To)?.AddDays(1)) };
        if (wanted == shown)
        {
            return;
        }

        (shown, text) = (wanted, Query);
        var found = await Engagements.SearchAsync(await CurrentActor.GetAsync(), wanted, closing.Token);

        // Somebody who types on has meanwhile asked for something else.
        if (wanted == shown)
        {
            page = found;
            hits.Clear();
            hits.AddRange(found.Items);
        }
    }

    private async Task LoadMoreAsync()
    {
        if (page is not { HasNextPage: true } last || shown is not { } search || isLoading)
        {
            return;
        }

        isLoading = true;
        try
        {
            var next = await Engagements.SearchAsync(await CurrentActor.GetAsync(), search with { After = last.EndCursor }, closing.Token);
            if (search == shown)
            {
                hits.AddRange(next.Items);
                page = next;
            }
        }
        finally
        {
            isLoading = false;
        }
    }

    private void Type(string? typed)
    {
        text = typed;
        SearchNow();
    }

    private void SearchNow() => Show("q", string.IsNullOrWhiteSpace(text) ? null : text.Trim());

    private void ChoosePlatform(string? slug) => Show("platform", slug);

    private void ChooseFrom(string? day) => Show("from", day);

    private void ChooseTo(string? day) => Show("to", day);

    private void Show(string name, string? value)
    {
        var address = Navigation.GetUriWithQueryParameter(name, string.IsNullOrEmpty(value) ? null : value);
        if (address != Navigation.Uri)
        {
            Navigation.NavigateTo(address, replace: true);
        }
    }

    private DateTimeOffset? StartOf(DateOnly? day)
    {
        if (day is not { } date)
        {
            return null;
        }

        var midnight = date.ToDateTime(TimeOnly.MinValue, DateTimeKind.Unspecified);
        return new DateTimeOffset(midnight, Viewer.Zone.GetUtcOffset(midnight));
    }

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1900 and < 9000 ? day : null;

    private static string NameOf(string slug) => PlatformCatalog.Descriptors.FirstOrDefault(platform => platform.Slug == slug)?.DisplayName ?? slug;

    private static Dictionary<string, object?> TestId(string id) => new() { ["data-testid"] = id };

    public void Dispose()
    {
        closing.Cancel();
        closing.Dispose();
    }
}
