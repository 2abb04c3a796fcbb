using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using CallImport.Sandbox.Faults;
using CallImport.Sandbox.Vendors;

namespace CallImport.Sandbox.Five29;

/// <summary>The report service: signs in, runs the call log, lets it be waited for and fetched.</summary>
internal sealed class Five29Reports(Five29Directory directory, SandboxOptions options, FaultBook faults)
{
    private const string Folder = "Call Log Reports";
    private const string Name = "Call Log";

    private static readonly XmlReaderSettings Strict = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    private readonly ConcurrentDictionary<string, Run> _runs = new();

    public async Task AnswerAsync(HttpContext context)
    {
        if (Five29Directory.Login(context.Request) is not { } login || directory.Key(login.User) is not { } known || known.Account.Secret != login.Password
            || known.Account.State == KeyState.Revoked)
        {
            await Five29Envelopes.PlainAsync(context, StatusCodes.Status401Unauthorized, "");
            return;
        }

        if (await OperationAsync(context) is not { } operation)
        {
            await Five29Envelopes.FaultAsync(context, "MissedArgumentFault", "The request is no envelope");
            return;
        }

        if (known.Account.State == KeyState.Blocked)
        {
            await Five29Envelopes.FaultAsync(context, "AccessDisallowedFault", "Access to web services is not allowed");
            return;
        }

        var company = known.Company;
        await (operation.Name.LocalName switch
        {
            "runReport" => RunAsync(context, company, operation),
            "isReportRunning" => IsRunningAsync(context, operation),
            "getReportResultCsv" => ResultAsync(context, company, operation),
            "getCallCountersState" => Five29Envelopes.ResponseAsync(
                context, "getCallCountersState", string.Create(CultureInfo.InvariantCulture, $"<return><callCounterStates><operationType>ReportRequest</operationType><limit>{company.Reports.Limit}</limit><value>0</value></callCounterStates></return>")),
            "getApiVersions" => Five29Envelopes.ResponseAsync(context, "getApiVersions", "<return>v13</return>"),
            var unknown => Five29Envelopes.FaultAsync(context, "ServerFault", $"Unknown operation {unknown}"),
        });
    }

    private static async Task<XElement?> OperationAsync(HttpContext context)
    {
        try
        {
            using var reader = new StreamReader(context.Request.Body);
            using var xml = XmlReader.Create(new StringReader(await reader.ReadToEndAsync(context.RequestAborted)), Strict);
            return XDocument.Load(xml).Root?.Elements().FirstOrDefault(part => part.Name.LocalName == "Body")?.Elements().FirstOrDefault();
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private Task RunAsync(HttpContext context, Five29Company company, XElement operation)
    {
        if (company.Reports.Refuse() is not null)
        {
            return Five29Envelopes.FaultAsync(
                context,
                "OperationsLimitExceededFault",
                "Operations limit exceeded",
                string.Create(CultureInfo.InvariantCulture, $"<limit>{company.Reports.Limit}</limit><operationType>ReportRequest</operationType>"));
        }

        if (Value(operation, "folderName") != Folder || Value(operation, "reportName") != Name)
        {
            return Five29Envelopes.FaultAsync(context, "ReportNotFoundFault", "Report not found");
        }

        if (Moment(operation, "start") is not { } start || Moment(operation, "end") is not { } end || start >= end)
        {
            return Five29Envelopes.FaultAsync(context, "InvalidDateRangeFault", "Start must precede end");
        }

        var identifier = $"{Guid.NewGuid():N}";
        _runs[identifier] = new Run(start, end) { Left = options.Five29.RunningAnswers };
        return Five29Envelopes.ResponseAsync(context, "runReport", $"<return>{identifier}</return>");
    }

    private Task IsRunningAsync(HttpContext context, XElement operation) => Find(operation) is { } run
        ? Five29Envelopes.ResponseAsync(context, "isReportRunning", $"<return>{(Interlocked.Decrement(ref run.Left) >= 0 ? "true" : "false")}</return>")
        : Five29Envelopes.FaultAsync(context, "UnknownIdentifierFault", "Unknown identifier");

    private Task ResultAsync(HttpContext context, Five29Company company, XElement operation)
    {
        if (Find(operation) is not { } run)
        {
            return Five29Envelopes.FaultAsync(context, "UnknownIdentifierFault", "Unknown identifier");
        }

        if (run.Left > 0)
        {
            return Five29Envelopes.FaultAsync(context, "ResultIsNotReadyFault", "The result is not ready");
        }

        if (faults.Hit(FaultKind.HtmlList, Five29Paths.Vendor, context.Request.Path) is not null)
        {
            return Five29Envelopes.WriteAsync(context, StatusCodes.Status200OK, "text/html", "<!DOCTYPE html><html><body>Maintenance</body></html>");
        }

        var csv = new StringBuilder(Five29Call.Header).Append('\n');
        var (order, world, rows) = (company.World.Order, company.World, 0);
        for (var place = 0; place < order.Count && rows < options.Five29.MostRows; place++)
        {
            var call = new Five29Call(world.Call(order.At(place)));
            if (call.Began >= run.Start && call.Began < run.End)
            {
                var isBare = faults.Lasting(FaultKind.NullFields, Five29Paths.Vendor, call.CallId) is not null
                    || faults.Lasting(FaultKind.MissingParties, Five29Paths.Vendor, call.CallId) is not null;
                csv.Append(call.Row(isBare)).Append('\n');
                rows++;
            }
        }

        return Five29Envelopes.ResponseAsync(context, "getReportResultCsv", $"<return>{Five29Envelopes.Text(csv.ToString())}</return>");
    }

    private Run? Find(XElement operation) => Value(operation, "identifier") is { } identifier ? _runs.GetValueOrDefault(identifier) : null;

    private static string? Value(XElement operation, string name) => operation.Descendants().FirstOrDefault(part => part.Name.LocalName == name)?.Value;

    private static DateTimeOffset? Moment(XElement operation, string name) =>
        DateTimeOffset.TryParse(Value(operation, name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;

    private sealed class Run(DateTimeOffset start, DateTimeOffset end)
    {
        /// <summary>How often it is still said to be running.</summary>
        public int Left;

        public DateTimeOffset Start => start;

        public DateTimeOffset End => end;
    }
}
