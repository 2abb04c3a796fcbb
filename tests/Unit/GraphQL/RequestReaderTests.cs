using System.Text;
using CallImport.Web.GraphQL;
using CallImport.Web.GraphQL.Errors;
using CallImport.Web.GraphQL.Http;
using GraphQL.SystemTextJson;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace CallImport.Tests.Unit.GraphQL;

/// <summary>What is no request is refused by its status, before anybody is asked who they are.</summary>
public sealed class RequestReaderTests
{
    private readonly GraphQLRequestReader reader = new(new GraphQLSerializer(), Options.Create(new GraphQLOptions { MaxRequestBytes = 2_000, MaxJsonDepth = 6 }));

    [Theory]
    [InlineData("[{ \"query\": \"{ __typename }\" }]", 400, ErrorCodes.BadUserInput)]
    [InlineData("{ \"query\": 5 }", 400, ErrorCodes.BadUserInput)]
    [InlineData("{ }", 400, ErrorCodes.BadUserInput)]
    [InlineData("{ \"query\": \"{ a }\", \"query\": \"{ b }\" }", 400, ErrorCodes.BadUserInput)]
    [InlineData("{ \"query\": \"{ a }\", \"variables\": [] }", 400, ErrorCodes.BadUserInput)]
    [InlineData("{ \"query\": \"{ a }\", \"extensions\": \"x\" }", 400, ErrorCodes.BadUserInput)]
    [InlineData("{ \"query\": \"{ a }\", \"variables\": { \"a\": [[[[[[[[]]]]]]]] } }", 400, ErrorCodes.TooComplex)]
    [InlineData("{ \"query\": \"{ a", 400, ErrorCodes.BadUserInput)]
    public async Task A_body_that_is_no_request_is_refused(string body, int status, string code)
    {
        var refused = await Assert.ThrowsAsync<MalformedRequestException>(() => PostAsync(body));

        Assert.Equal((status, code), (refused.Status, refused.Error.Code));
    }

    [Fact]
    public async Task A_body_that_is_too_long_is_not_read_to_its_end()
    {
        var refused = await Assert.ThrowsAsync<MalformedRequestException>(() => PostAsync($"{{ \"query\": \"{new string(' ', 3_000)}\" }}", announcesLength: false));

        Assert.Equal((413, ErrorCodes.TooComplex), (refused.Status, refused.Error.Code));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=utf-16")]
    public async Task A_form_of_another_site_is_no_request(string? contentType)
    {
        var refused = await Assert.ThrowsAsync<MalformedRequestException>(() => PostAsync("{ \"query\": \"{ a }\" }", contentType));

        Assert.Equal(415, refused.Status);
    }

    [Fact]
    public async Task The_parts_of_a_request_come_through()
    {
        var request = await PostAsync("{ \"query\": \"query A { a }\", \"operationName\": \"A\", \"variables\": { \"n\": 2, \"s\": null }, \"extensions\": { } }");

        Assert.Equal(("query A { a }", "A", 2, true), (request.Query, request.OperationName, request.Variables?["n"], request.Variables?.ContainsKey("s")));
    }

    [Theory]
    [InlineData(null, "application/json")]
    [InlineData("*/*", "application/json")]
    [InlineData("application/graphql-response+json, application/json;q=0.9", "application/graphql-response+json")]
    [InlineData("application/json, application/graphql-response+json;q=0.9", "application/json")]
    [InlineData("text/html, application/xhtml+xml, */*;q=0.8", "application/json")]
    [InlineData("image/png", null)]
    public void The_answer_is_what_the_caller_prefers(string? accept, string? expected)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.Accept = accept;

        Assert.Equal(expected, AnswerType.Choose(context.Request)?.MediaType);
    }

    private Task<GraphQLRequest> PostAsync(string body, string? contentType = "application/json", bool announcesLength = true)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var context = new DefaultHttpContext();
        context.Request.Method = HttpMethods.Post;
        context.Request.ContentType = contentType;
        context.Request.ContentLength = announcesLength ? bytes.Length : null;
        context.Request.Body = new MemoryStream(bytes);
        return reader.ReadAsync(context.Request, TestContext.Current.CancellationToken);
    }
}
