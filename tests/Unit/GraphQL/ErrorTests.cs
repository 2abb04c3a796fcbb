namespace CallImport.Tests.Unit.GraphQL;

/// <summary>What is wrong with a request is told without what strangers could use and without what the caller meant to keep secret.</summary>
public sealed class ErrorTests : IDisposable
{
    private const string Secret = "9f8e7d6c5b4a";

    private readonly ApiUnderTest api = new();

    [Theory]
    [InlineData("{ importJob(id: \"x\") { idd } }", "Cannot query field 'idd' on type 'ImportJob'.")]
    [InlineData("{ importJob(idd: \"x\") { id } }", "Unknown argument 'idd' on field 'importJob' of type 'Query'.")]
    [InlineData("query($x: ImportJobStatuss) { importJobs(status: $x) { id } }", "Unknown type ImportJobStatuss.")]
    public async Task Nothing_is_suggested(string query, string message)
    {
        var answer = await api.AskAsync(query);

        Assert.Contains($"\"message\":\"{message}\"", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Did you mean", answer, StringComparison.Ordinal);
        Assert.Contains("\"code\":\"BAD_USER_INPUT\"", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mutation { createImportCredential(platform: GONG, apiKey: " + "{key: \"" + Secret + "\"}) { credential { id } } }", null)]
    [InlineData("mutation { createImportCredential(platform: GONG, apiKey: s" + Secret + ") { credential { id } } }", null)]
    [InlineData("mutation { createImportCredential(platform: \"" + Secret + "\", apiKey: \"x\") { credential { id } } }", null)]
    [InlineData("mutation($key: String! = [\"" + Secret + "\"]) { createImportCredential(platform: GONG, apiKey: $key) { credential { id } } }", null)]
    [InlineData("mutation($key: String!) { createImportCredential(platform: GONG, apiKey: $key) { credential { id } } }", "{ \"key\": { \"s\": \"" + Secret + "\" } }")]
    [InlineData("mutation($key: String!) { createImportCredential(platform: GONG, apiKey: $key) { credential { id } } }", "{ \"key\": [\"" + Secret + "\"] }")]
    [InlineData("mutation($p: ImportPlatform!) { createImportCredential(platform: $p, apiKey: \"x\") { credential { id } } }", "{ \"p\": \"" + Secret + "\" }")]
    [InlineData("query($d: DateTime) { importPreview(credentialId: \"x\", dateRangeStart: $d) { callCount } }", "{ \"d\": \"" + Secret + "\" }")]
    [InlineData("{ importPreview(credentialId: \"x\", dateRangeStart: \"" + Secret + "\") { callCount } }", null)]
    [InlineData("mutation { createImportCredential(platform: GONG, apiKey: \"" + Secret + "\") { credential { id }", null)]
    [InlineData("mutation { createImportCredential(platform: GONG, apiKey: \"" + Secret + ") { credential { id } } }", null)]
    [InlineData("mutation { createImportCredential(platform: GONG apiKey= \"" + Secret + "\") { credential { id } } }", null)]
    [InlineData("{ importJobs(limit: \"" + Secret + "\") { id } }", null)]
    public async Task Values_are_not_repeated(string query, string? variables)
    {
        var answer = await api.AskAsync(query, variables: variables);

        Assert.Contains("\"code\":\"BAD_USER_INPUT\"", answer, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_is_told_by_a_reference_only()
    {
        // The services of this API lack what the field needs.
        var answer = await api.AskAsync("{ importJobs { id } }");

        Assert.Matches("\"code\":\"INTERNAL\",\"reference\":\"[0-9a-f]{12}\"", answer);
        Assert.DoesNotContain("Exception", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("ImportQueries", answer, StringComparison.Ordinal);
    }

    public void Dispose() => api.Dispose();
}
