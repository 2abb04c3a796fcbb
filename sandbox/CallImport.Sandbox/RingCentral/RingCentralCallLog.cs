using System.Globalization;
using CallImport.Sandbox.Faults;
using CallImport.Sandbox.Vendors;

namespace CallImport.Sandbox.RingCentral;

/// <summary>The company's call log: newest first, page by page, without ever telling a total.</summary>
internal sealed class RingCentralCallLog(RingCentralMapper mapper, FaultBook faults, TimeProvider time)
{
    private const int MostDetailed = 250;
    private const int Most = 1000;

    public async Task ListAsync(HttpContext context)
    {
        var (query, now) = (context.Request.Query, time.GetUtcNow());
        var detailed = query["view"] == "Detailed";
        var (page, perPage) = (Number(query["page"], 1), Number(query["perPage"], 100));
        var (from, to) = (Date(query["dateFrom"], now.AddDays(-1)), Date(query["dateTo"], now));
        var wrong = page is null || (page > 1 && faults.Hit(FaultKind.ExpiredCursor, RingCentralPaths.Vendor, context.Request.Path) is not null) ? "page"
            : perPage is null || perPage > (detailed ? MostDetailed : Most) ? "perPage"
            : from is null ? "dateFrom"
            : to is null ? "dateTo"
            : query["recordingType"].ToString() is not ("" or "All" or "Automatic" or "OnDemand") ? "recordingType"
            : null;
        if (wrong is not null || page is not { } number || perPage is not { } size || from is not { } start || to is not { } end)
        {
            await RingCentralErrors.BadParameterAsync(context, wrong ?? "page", query[wrong ?? "page"]);
            return;
        }

        if (faults.Hit(FaultKind.HtmlList, RingCentralPaths.Vendor, context.Request.Path) is not null)
        {
            await ErrorPages.WriteAsync(context, 200);
            return;
        }

        var repeats = number > 1 && faults.Hit(FaultKind.RepeatedPage, RingCentralPaths.Vendor, context.Request.Path) is not null;
        await AnswerAsync(context, new Asked(start, end, repeats ? number - 1 : number, number, size, detailed));
    }

    private async Task AnswerAsync(HttpContext context, Asked asked)
    {
        var (company, request) = (RingCentralCaller.Of(context).Company, context.Request);
        var order = company.World.Order;
        var (first, last) = (order.FirstAtOrAfter(Seconds(asked.From), int.MinValue), order.FirstAtOrAfter(Seconds(asked.To), int.MinValue));
        var places = Enumerable.Range(first, Math.Max(0, last - first)).Reverse().Skip((asked.Shown - 1) * asked.Size).Take(asked.Size).ToList();
        var more = last - first > asked.Number * asked.Size;
        await VendorJson.WriteAsync(
            context,
            200,
            new
            {
                Uri = Address(request, asked.Number),
                Records = places.Select(place => mapper.Record(request, company, company.World.Call(order.At(place)), asked.IsDetailed)),
                Paging = new { Page = asked.Number, PerPage = asked.Size, PageStart = (asked.Number - 1) * asked.Size, PageEnd = (asked.Number - 1) * asked.Size + Math.Max(0, places.Count - 1) },
                Navigation = new { FirstPage = new { Uri = Address(request, 1) }, NextPage = more ? new { Uri = Address(request, asked.Number + 1) } : null },
            },
            RingCentralErrors.Json,
            "application/json");
    }

    private static string Address(HttpRequest request, int page)
    {
        var others = request.Query.Where(field => field.Key != "page").Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value.ToString())}");
        return $"{request.Scheme}://{request.Host}{request.Path}?{string.Join('&', others.Append($"page={page}"))}";
    }

    /// <summary>Starts are on whole seconds, so that rounding up changes nothing.</summary>
    private static long Seconds(DateTimeOffset moment) => (long)Math.Ceiling((moment - DateTimeOffset.UnixEpoch).TotalSeconds);

    private static int? Number(string? text, int usual) =>
        string.IsNullOrEmpty(text) ? usual : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;

    private static DateTimeOffset? Date(string? text, DateTimeOffset usual) => string.IsNullOrEmpty(text) ? usual
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;

    /// <param name="Shown">The page whose records are sent.</param>
    /// <param name="Number">The page that was asked for.</param>
    private sealed record Asked(DateTimeOffset From, DateTimeOffset To, int Shown, int Number, int Size, bool IsDetailed);
}
