using CallImport.Web.GraphQL;
using CallImport.Web.GraphQL.Reference;
using GraphQL;
using GraphQL.SystemTextJson;
using GraphQL.Validation;
using GraphQLParser;
using GraphQLParser.AST;

namespace CallImport.Tests.Unit.GraphQL;

public sealed class ApiReferenceTests
{
    private static readonly CallImportSchema Schema = new();
    private static readonly ApiReference Reference = new(Schema);
    private static readonly ApiSamples Samples = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero)) { JobId = Guid.NewGuid() };

    public static TheoryData<string, string> RootFields => new(Reference.Roots.SelectMany(root => root.Fields.Select(one => (root.Name, one.Name))));

    [Theory]
    [MemberData(nameof(RootFields))]
    public async Task Every_prepared_example_is_a_valid_operation_with_values_for_its_variables(string rootName, string fieldName)
    {
        var operation = Prepare(rootName, fieldName);

        var document = Parser.Parse(operation.Query);
        var result = await new DocumentValidator().ValidateAsync(new ValidationOptions
        {
            Schema = Schema,
            Document = document,
            Operation = document.Definitions.OfType<GraphQLOperationDefinition>().Single(),
            Variables = operation.Variables.Length == 0 ? Inputs.Empty : new GraphQLSerializer().Deserialize<Inputs>(operation.Variables) ?? Inputs.Empty,
            CancellationToken = TestContext.Current.CancellationToken,
        });

        Assert.True(result.IsValid, string.Join(Environment.NewLine, result.Errors.Select(error => error.Message)));
    }

    [Fact]
    public void An_example_is_filled_in_with_what_the_workspace_has() =>
        Assert.Contains($"{Samples.JobId}", Prepare("Query", "importJob").Variables, StringComparison.Ordinal);

    [Fact]
    public void A_list_is_not_asked_for_what_its_items_contain()
    {
        Assert.DoesNotContain("segments", Prepare("Query", "engagements").Query, StringComparison.Ordinal);
        Assert.Contains("segments", Prepare("Query", "engagement").Query, StringComparison.Ordinal);
    }

    [Fact]
    public void Types_are_written_as_the_language_writes_them()
    {
        var field = Assert.Single(Reference.Find("query")?.Fields ?? [], field => field.Name == "importJobs");

        Assert.Equal(new ApiTypeReference("[", "ImportJob", "!]!"), field.Type);
        Assert.Equal("[ImportJob!]!", $"{field.Type}");
        Assert.Contains(Reference.UsesOf("ImportJobStatus"), use => use is { Type.Name: "ImportJob", Field.Name: "status" });
    }

    [Fact]
    public void Searching_finds_names_before_descriptions_and_arguments()
    {
        var found = ApiPlace.Search(Reference, "transcript");

        Assert.Equal("Engagement.transcript", found[0].Name);
        Assert.Equal("/api/schema/Engagement#transcript", found[0].Address);
        Assert.Contains(found, place => place.Name == "Query.engagements");
        Assert.Empty(ApiPlace.Search(Reference, "no such word"));
    }

    private static ApiOperation Prepare(string rootName, string fieldName)
    {
        var root = Assert.Single(Reference.Roots, root => root.Name == rootName);
        return ApiOperation.Of(Reference, root, Assert.Single(root.Fields, field => field.Name == fieldName), Samples);
    }
}
