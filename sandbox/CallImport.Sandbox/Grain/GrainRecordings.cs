using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using CallImport.Sandbox.Faults;
using CallImport.Sandbox.Vendors;
using CallImport.Sandbox.World;

namespace CallImport.Sandbox.Grain;

/// <summary>The list of recordings: newest first, page by page.</summary>
internal sealed class GrainRecordings(GrainMapper mapper, FaultBook faults, Signer signer, SandboxOptions options, TimeProvider time)
{
    /// <summary>What is not known is refused.</summary>
    private static readonly JsonSerializerOptions Strict = new(VendorJson.Snake) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    public async Task ListAsync(HttpContext context)
    {
        if (await VendorJson.ReadAsync<GrainListRequest>(context, Strict) is not { } request)
        {
            await GrainErrors.WriteAsync(context, 400, "The body has an unknown property or a value of the wrong type");
        }
        else if (!TryCursor(context, request, out var place))
        {
            await GrainErrors.WriteAsync(context, 400, "The cursor is not valid");
        }
        else if (faults.Hit(FaultKind.HtmlList, GrainPaths.Vendor, context.Request.Path) is not null)
        {
            await ErrorPages.WriteAsync(context, 200);
        }
        else
        {
            await VendorJson.WriteAsync(context, 200, Page(context, request, place), VendorJson.Snake);
        }
    }

    public async Task GetAsync(HttpContext context, Guid id)
    {
        var caller = GrainCaller.Of(context);
        var request = await VendorJson.ReadAsync<GrainGetRequest>(context, Strict);
        await (caller.Recording(id) is { } call
            ? VendorJson.WriteAsync(context, 200, mapper.Recording(caller.Company, call, request?.Include), VendorJson.Snake)
            : GrainErrors.WriteAsync(context, 404, "Recording not found"));
    }

    private GrainPage Page(HttpContext context, GrainListRequest request, Place? place)
    {
        var caller = GrainCaller.Of(context);
        var calls = Matching(caller, request.Filter);
        var copy = place?.Copy ?? 0;
        var at = place is null ? 0 : calls.FindIndex(call => IsAfter(call, place));
        at = at < 0 ? calls.Count : at;
        if (place is not null && faults.Hit(FaultKind.RepeatedPage, GrainPaths.Vendor, context.Request.Path) is not null)
        {
            at = Math.Max(0, at - options.Grain.PageSize);
            copy++;
        }

        var page = calls.Skip(at).Take(options.Grain.PageSize).ToList();
        var circle = place is not null && faults.Hit(FaultKind.CursorCircle, GrainPaths.Vendor, context.Request.Path) is not null;
        var next = circle ? place
            : at + page.Count < calls.Count
                ? new Place(page[^1].Started.ToUnixTimeSeconds(), page[^1].Index, copy, time.GetUtcNow().ToUnixTimeSeconds() + options.Grain.CursorSeconds)
                : null;
        return new GrainPage(
            next is null ? null : Write(next, request), [.. page.Select(call => mapper.Recording(caller.Company, call, request.Include))]);
    }

    private List<WorldCall> Matching(GrainCaller caller, GrainFilter? filter)
    {
        var world = caller.Company.World;
        var (after, before) = options.Grain.ReversedDateFilters
            ? (filter?.BeforeDatetime, filter?.AfterDatetime)
            : (filter?.AfterDatetime, filter?.BeforeDatetime);
        var from = after is { } first ? world.Order.FirstAtOrAfter(Seconds(first), int.MinValue) : 0;
        var end = before is { } last ? world.Order.FirstAtOrAfter(Seconds(last), int.MinValue) : world.Order.Count;
        return !caller.SeesRecordings || end <= from ? [] : [.. Enumerable.Range(1, end - from).Select(step => world.Call(world.Order.At(end - step)))
            .Where(call => filter?.TitleSearch is null || call.Title.Contains(filter.TitleSearch, StringComparison.OrdinalIgnoreCase))];
    }

    private static bool IsAfter(WorldCall call, Place place)
    {
        var start = call.Started.ToUnixTimeSeconds();
        return start < place.Start || (start == place.Start && call.Index < place.Index);
    }

    private string Write(Place place, GrainListRequest request)
    {
        var text = $"{place.Start}.{place.Index}.{place.Copy}.{place.Expires}.{Mark(request)}";
        return Base64Url.EncodeToString(Encoding.ASCII.GetBytes($"{text}.{signer.Sign(text)}"));
    }

    private bool TryCursor(HttpContext context, GrainListRequest request, out Place? place)
    {
        place = null;
        if (request.Cursor is not { } cursor)
        {
            return true;
        }

        if (faults.Hit(FaultKind.ExpiredCursor, GrainPaths.Vendor, context.Request.Path) is not null
            || !Base64Url.IsValid(cursor)
            || Encoding.ASCII.GetString(Base64Url.DecodeFromChars(cursor)).Split('.') is not [var start, var index, var copy, var expires, var mark, var signature]
            || !signer.IsSigned($"{start}.{index}.{copy}.{expires}.{mark}", signature)
            || mark != Mark(request))
        {
            return false;
        }

        place = new Place(Number(start), (int)Number(index), (int)Number(copy), Number(expires));
        return place.Expires > time.GetUtcNow().ToUnixTimeSeconds();
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static long Seconds(DateTimeOffset moment) => (long)Math.Ceiling((moment - DateTimeOffset.UnixEpoch).TotalSeconds);

    /// <summary>A cursor is good for no other filter and parts.</summary>
    private static string Mark(GrainListRequest request) =>
        $"{Chance.Hash(JsonSerializer.Serialize(request with { Cursor = null }, VendorJson.Snake)):x16}";

    /// <param name="Copy">Makes a cursor to the same place look like another one.</param>
    private sealed record Place(long Start, int Index, int Copy, long Expires);
}
