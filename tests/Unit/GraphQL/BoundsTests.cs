using CallImport.Web.GraphQL;

namespace CallImport.Tests.Unit.GraphQL;

/// <summary>What is refused before any work is done for it, and how fast.</summary>
public sealed class BoundsTests : IDisposable
{
    private readonly ApiUnderTest api = new();

    [Fact]
    public Task A_hundred_aliases_are_too_many() =>
        RefusedAsync($"{{ {Repeated(100, index => $" a{index}: importJobs {{ id }}")} }}", "aliases", new GraphQLOptions().MaxAliases);

    [Fact]
    public Task A_few_questions_to_a_platform_at_once_are_too_many() => RefusedAsync(
        $"{{ {Repeated(4, index => $" a{index}: importPreview(credentialId: \"x\") {{ callCount }}")} }}",
        "fields that ask a platform",
        new GraphQLOptions().MaxOutbound);

    [Fact]
    public Task Questions_to_a_platform_are_counted_within_fragments_too() => RefusedAsync(
        $"query {{ {Repeated(4, _ => " ...F")} }} fragment F on Query {{ importPreview(credentialId: \"x\") {{ callCount }} }}",
        "fields that ask a platform",
        new GraphQLOptions().MaxOutbound);

    [Fact]
    public Task Deep_fields_are_refused() =>
        RefusedAsync($"{{ {Repeated(20, _ => "a { ")} b {Repeated(20, _ => "} ")} }}", "levels of fields", new GraphQLOptions().MaxDepth);

    [Fact]
    public Task Repeated_fields_are_refused() =>
        RefusedAsync($"{{ importJobs {{ {Repeated(30, _ => "id ")} }} }}", "repeated fields", new GraphQLOptions().MaxDuplicates);

    [Fact]
    public Task Many_directives_are_refused() =>
        RefusedAsync($"{{ __typename {Repeated(40, _ => "@include(if: true) ")} }}", "directives", new GraphQLOptions().MaxDirectives);

    [Fact]
    public Task Many_fragments_are_refused() => RefusedAsync(
        $"{{ ...F1 }} {Repeated(50, index => $"fragment F{index} on Query {{ ...F{index + 1} }} ")}",
        "operations and fragments",
        new GraphQLOptions().MaxDefinitions);

    [Fact]
    public Task Fragments_that_double_each_other_are_refused_at_once() => RefusedAsync(
        $"{{ ...F0 }} {Repeated(35, index => $"fragment F{index} on Query {{ ...F{index + 1} ...F{index + 1} }} ")} fragment F35 on Query {{ __typename }}",
        "fields",
        new GraphQLOptions().MaxFields);

    [Fact]
    public Task Long_lists_within_long_lists_cost_too_much() => RefusedAsync(
        $"{{ {Repeated(10, index => $" a{index}: engagements(first: 100) {{ nodes {{ transcript {{ segments {{ speaker text startMs }} }} }} }}")} }}",
        "cost, which counts every field as often as the lists around it may have items",
        new GraphQLOptions().MaxCost);

    [Fact]
    public async Task The_size_of_a_list_is_read_from_variables_and_their_defaults()
    {
        using var small = new ApiUnderTest(options => options.MaxCost = 1_000);
        const string query = "query($n: Int = 200) { importedCalls(jobId: \"x\", first: $n) { nodes { id status title lastError retryCount } } }";

        Assert.Contains("TOO_COMPLEX", await small.AskAsync(query), StringComparison.Ordinal);
        Assert.Contains("TOO_COMPLEX", await small.AskAsync(query, variables: """{ "n": 199 }"""), StringComparison.Ordinal);
        Assert.DoesNotContain("TOO_COMPLEX", await small.AskAsync(query, variables: """{ "n": 2 }"""), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "}")]
    [InlineData("{ a(b: [", "]) }")]
    [InlineData("{ a(b: {c: ", "}) }")]
    public async Task A_bomb_for_the_reader_neither_overflows_nor_takes_long(string opening, string closing)
    {
        var nested = opening[^1] is '[' ? new string('[', 40_000) : string.Concat(Enumerable.Repeat(opening[^1] is '{' ? "{a" : "{c:", 20_000));

        var answer = await api.AskAsync($"{opening}{nested} {closing}");

        Assert.Contains("TOO_COMPLEX", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_usual_introspection_is_within_all_bounds()
    {
        const string type = "kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType "
            + "{ kind name ofType { kind name ofType { kind name } } } } } } } } }";
        const string query = "query { __schema { description queryType { name } mutationType { name } subscriptionType { name } types { ...T } "
            + "directives { name description isRepeatable locations args { ...I } } } } "
            + "fragment T on __Type { kind name description fields(includeDeprecated: true) { name description args { ...I } type { ...R } isDeprecated deprecationReason } "
            + "inputFields { ...I } interfaces { ...R } enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason } possibleTypes { ...R } } "
            + $"fragment I on __InputValue {{ name description type {{ ...R }} defaultValue }} fragment R on __Type {{ {type} }}";

        Assert.StartsWith("{\"data\":{\"__schema\"", await api.AskAsync(query), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Introspection_within_introspection_has_an_end()
    {
        const string query = "{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }";

        Assert.Contains("TOO_COMPLEX", await api.AskAsync(query), StringComparison.Ordinal);
    }

    public void Dispose() => api.Dispose();

    private async Task RefusedAsync(string query, string bound, int limit)
    {
        var answer = await api.AskAsync(query);

        Assert.Equal(
            $"{{\"errors\":[{{\"message\":\"The request exceeds the limit of {limit} for {bound}. Ask for less at once.\","
            + $"\"extensions\":{{\"code\":\"TOO_COMPLEX\",\"bound\":\"{bound}\",\"limit\":{limit}}}}}]}}",
            answer);
    }

    private static string Repeated(int count, Func<int, string> part) => string.Concat(Enumerable.Range(0, count).Select(part));
}
