using System.Globalization;
using CallImport.Sandbox.Faults;
using CallImport.Sandbox.Vendors;

namespace CallImport.Sandbox.ZoomPhone;

/// <summary>The account's recordings. Of a range over a month only the first month is looked at, and nothing says so.</summary>
internal sealed class ZoomPhoneList(ZoomPhoneMapper mapper, ZoomPhonePageTokens tokens, FaultBook faults, TimeProvider time)
{
    private const int LargestPage = 300;

    public async Task ListAsync(HttpContext context)
    {
        var (query, now) = (context.Request.Query, time.GetUtcNow());
        var size = string.IsNullOrEmpty(query["page_size"]) ? 30
            : int.TryParse(query["page_size"], NumberStyles.None, CultureInfo.InvariantCulture, out var wanted) && wanted is > 0 and <= LargestPage ? wanted : 0;
        var to = Date(query["to"], now);
        var from = Date(query["from"], now.AddDays(-30));
        if (size == 0 || from is not { } start || to is not { } end || (query.ContainsKey("from") && !query.ContainsKey("to")) || start > end)
        {
            await ZoomPhoneErrors.BadFieldAsync(context, size == 0 ? "page_size" : from is null ? "from" : "to", "Invalid field.");
            return;
        }

        var arguments = $"{query["from"]}~{query["to"]}~{size}~{query["query_date_type"]}";
        if (Skip(context, arguments) is not { } skip)
        {
            await ZoomPhoneErrors.WriteAsync(context, 400, 300, "The next page token is invalid or expired.");
        }
        else if (faults.Hit(FaultKind.HtmlList, ZoomPhonePaths.Vendor, context.Request.Path) is not null)
        {
            await ErrorPages.WriteAsync(context, 200);
        }
        else
        {
            await AnswerAsync(context, new Asked(start, end < start.AddMonths(1) ? end : start.AddMonths(1), skip, size, arguments));
        }
    }

    private int? Skip(HttpContext context, string arguments)
    {
        var token = context.Request.Query["next_page_token"].ToString();
        return token.Length == 0 ? 0
            : faults.Hit(FaultKind.ExpiredCursor, ZoomPhonePaths.Vendor, context.Request.Path) is not null ? null
            : tokens.Read(token, arguments);
    }

    private async Task AnswerAsync(HttpContext context, Asked asked)
    {
        var company = ZoomPhoneCaller.Of(context).Company;
        var order = company.World.Order;
        var (first, last) = (order.FirstAtOrAfter(Seconds(asked.From), int.MinValue), order.FirstAtOrAfter(Seconds(asked.To) + 1, int.MinValue));
        var shown = asked.Skip > 0 && faults.Hit(FaultKind.RepeatedPage, ZoomPhonePaths.Vendor, context.Request.Path) is not null ? asked.Skip - asked.Size : asked.Skip;
        var places = Enumerable.Range(first, Math.Max(0, last - first)).Reverse().Skip(shown).Take(asked.Size).ToList();
        await VendorJson.WriteAsync(
            context,
            200,
            new
            {
                NextPageToken = last - first > asked.Skip + asked.Size ? tokens.Write(asked.Skip + asked.Size, asked.Arguments) : "",
                PageSize = asked.Size,
                TotalRecords = last - first,
                Recordings = places.Select(place => mapper.Recording(context.Request, company, company.World.Call(order.At(place)))),
            },
            ZoomPhoneErrors.Json,
            "application/json");
    }

    private static long Seconds(DateTimeOffset moment) => moment.ToUnixTimeSeconds();

    private static DateTimeOffset? Date(string? text, DateTimeOffset usual) => string.IsNullOrEmpty(text) ? usual
        : DateTimeOffset.TryParseExact(
            text, ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ss'Z'"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;

    private sealed record Asked(DateTimeOffset From, DateTimeOffset To, int Skip, int Size, string Arguments);
}
