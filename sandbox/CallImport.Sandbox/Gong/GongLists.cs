using System.Text.Json;
using CallImport.Sandbox.Faults;
using CallImport.Sandbox.World;

namespace CallImport.Sandbox.Gong;

/// <summary>A request for a list: the operation, the scope it needs, and its arguments.</summary>
internal sealed record GongQuestion(string Operation, string Scope, CallsFilter Filter, string? Cursor)
{
    public bool ByCalendar { get; init; }

    /// <summary>Marks the arguments that have to stay the same from page to page.</summary>
    public string Mark => Chance.Hash(Operation + JsonSerializer.Serialize(Filter, GongJson.Plain)).ToString("x16", null);
}

/// <summary>A page together with what its answer needs.</summary>
internal sealed record GongListPage(string RequestId, Records Records, GongCompany Company, IReadOnlyList<int> Indexes)
{
    public IEnumerable<WorldCall> Calls() => Indexes.Select(Company.World.Call);
}

/// <summary>What the three lists have in common: arguments, cursor, page, and how an empty list is answered.</summary>
internal sealed class GongLists(GongCursors cursors, FaultBook faults, SandboxOptions options, TimeProvider time)
{
    /// <summary>The body, or null when it has been refused.</summary>
    public static async Task<CallsRequest?> ReadBodyAsync(HttpContext context)
    {
        var error = "filter: must not be null";
        try
        {
            var request = await JsonSerializer.DeserializeAsync<CallsRequest>(context.Request.Body, GongJson.Plain, context.RequestAborted);
            if (request?.Filter is not null)
            {
                return request;
            }
        }
        catch (JsonException)
        {
            error = "Could not read the request body as JSON of the expected form";
        }

        await GongErrors.WriteAsync(context, 400, error);
        return null;
    }

    public async Task AnswerAsync<T>(HttpContext context, GongQuestion question, Func<GongListPage, T?> answer, JsonSerializerOptions json)
        where T : class
    {
        var caller = GongCaller.Of(context);
        var errors = new List<string>();
        var window = Window(question, errors);
        if (!caller.May(question.Scope))
        {
            await GongErrors.WriteAsync(context, 401, $"The access token lacks the scope {question.Scope}");
            return;
        }

        var cursor = Cursor(context, question, errors);
        if (errors.Count > 0)
        {
            await GongErrors.WriteAsync(context, 400, errors);
            return;
        }

        if (faults.Hit(FaultKind.HtmlList, GongPaths.Vendor, context.Request.Path) is not null)
        {
            await ErrorPages.WriteAsync(context, 200);
            return;
        }

        var company = caller.Company;
        var page = Page(context, company.World, window, cursor, question.Mark);
        var strange = question.Filter.WorkspaceId is { } workspace && workspace != company.WorkspaceId;
        var body = page.Calls.Count == 0 || !caller.SeesCalls || strange ? null : answer(new GongListPage(
            GongErrors.RequestId(context),
            new Records(page.Total, page.Calls.Count, page.Number) { Cursor = page.Next is { } next ? cursors.Write(next) : null },
            company,
            page.Calls));
        await (body is null ? GongErrors.WriteAsync(context, 404, GongErrors.NoCalls) : GongErrors.WriteAsync(context, body, json));
    }

    private GongCursor? Cursor(HttpContext context, GongQuestion question, List<string> errors)
    {
        if (string.IsNullOrEmpty(question.Cursor))
        {
            return null;
        }

        var (cursor, error) = faults.Hit(FaultKind.ExpiredCursor, GongPaths.Vendor, context.Request.Path) is null
            ? cursors.Read(question.Cursor, question.Mark)
            : (null, "cursor has expired");
        if (cursor is null)
        {
            errors.Add(error);
        }

        return cursor;
    }

    private GongPage Page(HttpContext context, SalesWorld world, GongWindow window, GongCursor? cursor, string mark)
    {
        var size = options.Gong.PageSize;
        var expires = time.GetUtcNow().ToUnixTimeSeconds() + options.Gong.CursorSeconds;
        var page = GongPage.Read(world, window, cursor, size, expires, mark);
        if (cursor is null)
        {
            return page;
        }

        if (faults.Hit(FaultKind.CursorCircle, GongPaths.Vendor, context.Request.Path) is not null)
        {
            return page with { Next = GongPage.Read(world, window, null, size, cursor.Exp, mark).Next };
        }

        if (faults.Hit(FaultKind.RepeatedPage, GongPaths.Vendor, context.Request.Path) is not null)
        {
            var before = cursor.PreviousCallId is { } id
                ? cursor with { CallId = id, Time = cursor.PreviousTime, PageNumber = cursor.PageNumber - 1 }
                : null;
            var repeated = GongPage.Read(world, window, before, size, expires, mark);
            return repeated with { Total = page.Total, Next = cursor with { Copy = cursor.Copy + 1, Exp = expires } };
        }

        return page;
    }

    private static GongWindow Window(GongQuestion question, List<string> errors)
    {
        var filter = question.Filter;
        var window = new GongWindow
        {
            ByCalendar = question.ByCalendar,
            CallIds = filter.CallIds,
            PrimaryUserIds = filter.PrimaryUserIds?.ToHashSet(StringComparer.Ordinal),
        };
        window = filter.FromDateTime is null ? window : window with { From = Time("fromDateTime", filter.FromDateTime, errors) };
        window = filter.ToDateTime is null ? window : window with { To = Time("toDateTime", filter.ToDateTime, errors) };
        if (question.ByCalendar && filter.FromDateTime is null)
        {
            errors.Add("fromDateTime: must not be null");
        }

        if (question.ByCalendar && filter.ToDateTime is null)
        {
            errors.Add("toDateTime: must not be null");
        }

        if (filter.CallIds is { Count: 0 })
        {
            errors.Add("filter.callIds: must not be empty but can be null or can be omitted");
        }

        if (errors.Count == 0 && window.From > window.To)
        {
            errors.Add("fromDateTime must not be after toDateTime");
        }

        return window;
    }

    private static long Time(string name, string text, List<string> errors)
    {
        if (!GongWindow.TryReadTime(text, out var seconds))
        {
            errors.Add($"{name}: '{text}' is not a date and time in ISO-8601 with an offset");
        }

        return seconds;
    }
}
