using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Xml.Linq;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms.Http;

namespace CallImport.Infrastructure.Platforms.Five29;

/// <summary>Five9's Configuration Web Services, as far as reports need them. Five9 takes one request at a time of each user.</summary>
internal sealed class Five29Api(PlatformTransport transport, TimeProvider clock)
{
    private const string Path = "/wsadmin/v13/AdminWebService";

    /// <summary>How long Five9 may hold an answer back until the report is done; 5 s at least.</summary>
    private const int LongPollSeconds = 10;

    private static readonly TimeSpan OtherSession = TimeSpan.FromSeconds(1);

    /// <summary>Turns of the users that this node asks as.</summary>
    private static readonly ConcurrentDictionary<string, SemaphoreSlim> Turns = new(StringComparer.Ordinal);

    /// <returns>An identifier that the report is asked for by.</returns>
    public async Task<string> RunReportAsync(PlatformConnection connection, string folder, string report, CallQuery window, CancellationToken cancellationToken)
    {
        var time = new XElement("time", new XElement("end", Moment(window.To)), new XElement("start", Moment(window.From)));
        return await AskAsync(
            connection,
            Five29Platform.ReportRequests,
            "runReport",
            [new XElement("folderName", folder), new XElement("reportName", report), new XElement("criteria", time)],
            cancellationToken);
    }

    public async Task<bool> IsReportRunningAsync(PlatformConnection connection, string identifier, CancellationToken cancellationToken) => await AskAsync(
        connection,
        Five29Platform.Questions,
        "isReportRunning",
        [new XElement("identifier", identifier), new XElement("timeout", LongPollSeconds)],
        cancellationToken) == "true";

    public Task<string> ReportCsvAsync(PlatformConnection connection, string identifier, CancellationToken cancellationToken) => AskAsync(
        connection, Five29Platform.ResultRequests, "getReportResultCsv", [new XElement("identifier", identifier)], cancellationToken);

    /// <summary>Changes nothing and costs nearly nothing: shows whether the user may come in.</summary>
    public Task CountersAsync(PlatformConnection connection, CancellationToken cancellationToken) =>
        SendAsync(connection, Five29Platform.Questions, "getCallCountersState", [], cancellationToken);

    private async Task<string> AskAsync(PlatformConnection connection, string limitGroup, string operation, XElement[] arguments, CancellationToken cancellationToken)
    {
        var result = await SendAsync(connection, limitGroup, operation, arguments, cancellationToken);
        return result.Elements().FirstOrDefault(part => part.Name.LocalName == "return")?.Value ?? throw PlatformAnswer.Unusable(Five29Platform.Descriptor.DisplayName);
    }

    private async Task<XElement> SendAsync(PlatformConnection connection, string limitGroup, string operation, XElement[] arguments, CancellationToken cancellationToken)
    {
        var turn = Turns.GetOrAdd($"{connection.BaseUrl.Authority} {connection.Secret[Five29Platform.User]}", _ => new SemaphoreSlim(1, 1));
        await turn.WaitAsync(cancellationToken);
        try
        {
            var answer = await SendOnceAsync(connection, limitGroup, operation, arguments, cancellationToken);
            if (Five29Soap.BodyOf(answer.Json) is { } body && Five29Fault.In(body) is { Kind: Five29Errors.SessionClosed })
            {
                // Somebody else asked as the same user just now.
                await Task.Delay(OtherSession, clock, cancellationToken);
                answer = await SendOnceAsync(connection, limitGroup, operation, arguments, cancellationToken);
            }

            return Five29Soap.Result(answer, operation, clock);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<PlatformAnswer> SendOnceAsync(
        PlatformConnection connection, string limitGroup, string operation, XElement[] arguments, CancellationToken cancellationToken)
    {
        using var request = PlatformRequest.Create(HttpMethod.Post, connection, Path, limitGroup).TakingAnyType();
        request.Headers.Accept.Clear();
        request.Headers.Accept.ParseAdd("text/xml");
        request.Headers.TryAddWithoutValidation("SOAPAction", "\"\"");
        var login = $"{connection.Secret[Five29Platform.User]}:{connection.Secret[Five29Platform.Password]}";
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(login)));
        request.Content = Five29Soap.Request(operation, arguments);
        return await transport.SendAsync(request, Five29Platform.Slug, Five29Platform.Descriptor.DisplayName, cancellationToken);
    }

    private static string Moment(DateTimeOffset moment) => moment.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
