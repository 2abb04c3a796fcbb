using CallImport.Web.GraphQL.Reference;
using Microsoft.AspNetCore.Components;

namespace CallImport.Web.Components.Pages;

/// <summary>The schema to browse and search; every type, field and search has an address.</summary>
public sealed partial class ApiSchema
{
    private ApiType? chosen;
    private IReadOnlyList<ApiPlace>? found;
    private string typed = "";

    [Inject]
    public required ApiReference Reference { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Parameter]
    public string? TypeName { get; set; }

    [SupplyParameterFromQuery(Name = "q")]
    public string? Query { get; set; }

    private string Marked => new Uri(Navigation.Uri).Fragment.TrimStart('#');

    private IEnumerable<(string Label, IReadOnlyList<ApiType> Types)> Groups =>
    [
        ("Operations", [.. Reference.Roots]),
        ("Types", [.. Reference.Types.Where(type => type.Kind is ApiTypeKind.Composite or ApiTypeKind.Input && !type.IsRoot)]),
        ("Enums and scalars", [.. Reference.Types.Where(type => type.Kind is ApiTypeKind.Enum or ApiTypeKind.Scalar)]),
    ];

    protected override void OnParametersSet()
    {
        typed = Query ?? "";
        chosen = Reference.Find(TypeName ?? "Query");
        found = string.IsNullOrWhiteSpace(Query) ? null : ApiPlace.Search(Reference, Query.Trim());
    }

    private void Typed(ChangeEventArgs change)
    {
        typed = change.Value as string ?? "";
        Search();
    }

    private void Search() => Navigation.NavigateTo(
        string.IsNullOrWhiteSpace(typed) ? "/api/schema" : $"/api/schema?q={Uri.EscapeDataString(typed)}", replace: true);
}
