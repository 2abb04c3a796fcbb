using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CallImport.Tests.E2E.GraphQL;

/// <summary>Sends the requests of an <c>.http</c> file one after the other, as editors do: variables, names, values out of earlier answers.</summary>
internal sealed partial class HttpFile(string text, IReadOnlyDictionary<string, string> given)
{
    private readonly Dictionary<string, string> variables = new(given);
    private readonly Dictionary<string, string> answers = [];

    /// <returns>by name, what each request was answered</returns>
    public async Task<IReadOnlyDictionary<string, string>> SendAllAsync(HttpClient client, CancellationToken cancellationToken)
    {
        foreach (var part in Separator().Split(text))
        {
            await SendAsync(client, part, cancellationToken);
        }

        return answers;
    }

    private async Task SendAsync(HttpClient client, string part, CancellationToken cancellationToken)
    {
        var lines = part.Split('\n').Select(line => line.TrimEnd('\r')).ToList();
        foreach (var set in lines.Select(line => Variable().Match(line)).Where(match => match.Success))
        {
            variables.TryAdd(set.Groups[1].Value, set.Groups[2].Value);
        }

        var first = lines.FindIndex(line => line.StartsWith("POST ", StringComparison.Ordinal));
        if (first < 0)
        {
            return;
        }

        var name = lines.Select(line => Name().Match(line)).First(match => match.Success).Groups[1].Value;
        var blank = lines.FindIndex(first, line => line.Length == 0);
        using var request = new HttpRequestMessage(HttpMethod.Post, Fill(lines[first]["POST ".Length..]))
        {
            Content = new StringContent(Fill(string.Join('\n', lines[(blank + 1)..])), new MediaTypeHeaderValue("application/json")),
        };
        foreach (var header in lines[(first + 1)..blank].Select(line => line.Split(": ", 2)).Where(header => header[0] != "Content-Type"))
        {
            request.Headers.TryAddWithoutValidation(header[0], Fill(header[1]));
        }

        using var response = await client.SendAsync(request, cancellationToken);
        answers[name] = await response.Content.ReadAsStringAsync(cancellationToken);
    }

    private string Fill(string template) => Placeholder().Replace(template, match => ValueOf(match.Groups[1].Value));

    private string ValueOf(string expression) => expression.Split(".response.body.$.") switch
    {
        [var name, var path] => Step().Matches(path)
            .Aggregate(JsonNode.Parse(answers[name]), (node, step) => step.Groups[2].Success ? node?[int.Parse(step.Groups[2].ValueSpan, CultureInfo.InvariantCulture)] : node?[step.Value])
            ?.GetValue<string>() ?? throw new InvalidOperationException($"{expression} is not in {answers[name]}"),
        _ => variables[expression],
    };

    [GeneratedRegex("^###.*$", RegexOptions.Multiline)]
    private static partial Regex Separator();

    [GeneratedRegex(@"^@(\w+) = (.*)$")]
    private static partial Regex Variable();

    [GeneratedRegex(@"^# @name (\w+)$")]
    private static partial Regex Name();

    [GeneratedRegex(@"\{\{(.+?)\}\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"[A-Za-z]\w*|(\[(\d+)\])")]
    private static partial Regex Step();
}
