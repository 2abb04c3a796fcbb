using CallImport.Web.Auth;
using CallImport.Web.GraphQL.Reference;
using Microsoft.AspNetCore.Components;

namespace CallImport.Web.Components.Pages;

/// <summary>Operations to try, with everything that the schema has as a prepared example.</summary>
public sealed partial class Api
{
    private const string First = "importJobs";

    private ApiSamples? samples;
    private ApiOperation? operation;

    [Inject]
    public required ApiReference Reference { get; init; }

    [Inject]
    public required ApiSampleFinder Finder { get; init; }

    [Inject]
    public required CurrentActor CurrentActor { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    /// <summary>Name of the root field that is to be tried.</summary>
    [SupplyParameterFromQuery(Name = "try")]
    public string? Example { get; set; }

    private string Address => new Uri(new Uri(Navigation.BaseUri), "graphql").ToString();

    protected override async Task OnParametersSetAsync()
    {
        samples ??= await Finder.FindAsync(await CurrentActor.GetAsync(), CancellationToken.None);
        operation = Prepare(Example) ?? Prepare(First);
    }

    private ApiOperation? Prepare(string? name) => samples is null ? null : Reference.Roots
        .SelectMany(root => root.Fields.Where(field => field.Name == name).Select(field => ApiOperation.Of(Reference, root, field, samples)))
        .FirstOrDefault();

    private static string Verb(ApiType root) => root.Name switch
    {
        "Query" => "Read",
        "Mutation" => "Change",
        _ => "Follow",
    };
}
