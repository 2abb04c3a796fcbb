using System.Text.Json;
using CallImport.Infrastructure.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace CallImport.Tests.Unit.Telemetry;

public sealed class JsonLogFormatterTests
{
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 3, 4, 5, 6, 7, 89, TimeSpan.FromHours(2)));

    [Fact]
    public void A_line_is_one_object_with_time_level_message_and_correlation()
    {
        var line = Write("Ready", LogLevel.Warning);

        Assert.Equal("2026-03-04T03:06:07.089Z", line.GetProperty("timestamp").GetString());
        Assert.Equal("warning", line.GetProperty("level").GetString());
        Assert.Equal("Ready", line.GetProperty("message").GetString());
        Assert.False(string.IsNullOrEmpty(line.GetProperty("correlationId").GetString()));
    }

    [Fact]
    public void The_scope_of_an_import_is_flat_and_its_unknown_fields_are_left_out()
    {
        var scope = new ImportLogScope { CorrelationId = Guid.NewGuid(), WorkspaceId = Guid.NewGuid(), JobId = Guid.NewGuid(), Platform = "gong", Attempt = 2 };

        var line = Write("x", scope: scope);

        Assert.Equal(scope.CorrelationId.ToString(), line.GetProperty("correlationId").GetString());
        Assert.Equal(scope.WorkspaceId.ToString(), line.GetProperty("workspaceId").GetString());
        Assert.Equal(scope.JobId.ToString(), line.GetProperty("jobId").GetString());
        Assert.Equal("gong", line.GetProperty("platform").GetString());
        Assert.Equal(2, line.GetProperty("attempt").GetInt32());
        Assert.False(line.TryGetProperty("importedCallId", out _));
    }

    [Fact]
    public void Values_of_the_message_count_too_when_the_contract_names_them()
    {
        var line = Write("x", state: [new("ErrorClass", "transient"), new("Reference", "r-1"), new("Title", "foreign")]);

        Assert.Equal("transient", line.GetProperty("errorClass").GetString());
        Assert.Equal("r-1", line.GetProperty("reference").GetString());
        Assert.False(line.TryGetProperty("title", out _));
    }

    [Theory]
    [InlineData("one\ntwo")]
    [InlineData("one\r\n{\"level\":\"critical\"}")]
    [InlineData("one\u2028two\u0085three\u001b[31m")]
    public void Foreign_text_never_begins_a_line_of_its_own(string text)
    {
        var written = WriteRaw(text, LogLevel.Information, null, []);

        Assert.Equal(written.TrimEnd('\n').Length + 1, written.Length);
        Assert.DoesNotContain(written.TrimEnd('\n'), character => char.IsControl(character) || character is '\u2028' or '\u0085');
        Assert.Equal(text, JsonDocument.Parse(written).RootElement.GetProperty("message").GetString());
    }

    [Fact]
    public void An_exception_is_one_line_with_its_cause()
    {
        var line = Write("x", exception: new InvalidOperationException("outer\nnext", new TimeoutException("inner")));

        var text = line.GetProperty("exception").GetString();
        Assert.Contains("System.InvalidOperationException: outer next", text, StringComparison.Ordinal);
        Assert.Contains("<- System.TimeoutException: inner", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET https://media.example/a.mp3?X-Signature=s3cr3tvalue&e=1 failed")]
    [InlineData("Authorization: Bearer s3cr3tvalue0123456789")]
    [InlineData("Host=db;Password=s3cr3tvalue;Database=x")]
    [InlineData("{\"access_token\": s3cr3tvalue}")]
    [InlineData("basic czNjcjN0dmFsdWU6czNjcjN0dmFsdWU= s")]
    public void What_libraries_put_into_their_messages_is_covered(string text)
    {
        var written = WriteRaw(text, LogLevel.Information, null, []) + WriteRaw("x", LogLevel.Error, new HttpRequestException(text), []);

        Assert.DoesNotContain("s3cr3tvalue", written, StringComparison.Ordinal);
        Assert.DoesNotContain("czNjcjN0dmFsdWU", written, StringComparison.Ordinal);
    }

    private JsonElement Write(
        string message, LogLevel level = LogLevel.Information, Exception? exception = null, ImportLogScope? scope = null, KeyValuePair<string, object?>[]? state = null) =>
        JsonDocument.Parse(WriteRaw(message, level, exception, state ?? [], scope)).RootElement;

    private string WriteRaw(string message, LogLevel level, Exception? exception, KeyValuePair<string, object?>[] state, ImportLogScope? scope = null)
    {
        var scopes = new LoggerExternalScopeProvider();
        using var open = scope is null ? null : scopes.Push(scope);
        using var writer = new StringWriter { NewLine = "\n" };
        var entry = new LogEntry<KeyValuePair<string, object?>[]>(level, "Tests", default, state, exception, (_, _) => message);
        new JsonLogFormatter(time).Write(entry, scopes, writer);
        return writer.ToString();
    }
}
