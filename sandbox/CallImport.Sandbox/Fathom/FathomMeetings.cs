using System.Globalization;
using System.Text;
using CallImport.Sandbox.Faults;
using CallImport.Sandbox.Vendors;
using CallImport.Sandbox.World;

namespace CallImport.Sandbox.Fathom;

/// <summary>The list of meetings: newest first, by the time they were listed, page by page.</summary>
internal sealed class FathomMeetings(FathomMapper mapper, FaultBook faults, Signer signer, SandboxOptions options, TimeProvider time)
{
    public async Task ListAsync(HttpContext context)
    {
        var (caller, query) = (FathomCaller.Of(context), context.Request.Query);
        var includes = new FathomIncludes(query["include_transcript"] == "true", query["include_summary"] == "true");
        if (!TryTime(query["created_after"], long.MinValue / 2, out var after) || !TryTime(query["created_before"], long.MaxValue / 2, out var before))
        {
            await FathomErrors.WriteAsync(context, 400, "created_after and created_before must be ISO 8601 timestamps");
        }
        else if (caller.IsApp && includes is not { Transcript: false, Summary: false })
        {
            await FathomErrors.WriteAsync(context, 400, "OAuth apps must use the recordings endpoints for transcripts and summaries");
        }
        else if (!TryCursor(context, Mark(after, before, includes), out var place))
        {
            await FathomErrors.WriteAsync(context, 400, "Invalid cursor");
        }
        else if (faults.Hit(FaultKind.HtmlList, FathomPaths.Vendor, context.Request.Path) is not null)
        {
            await ErrorPages.WriteAsync(context, 200);
        }
        else
        {
            await AnswerAsync(context, caller, new Window(after, before, includes), place);
        }
    }

    /// <summary>A cursor names the last call of the page before it, so that calls that are added shift nothing.</summary>
    private async Task AnswerAsync(HttpContext context, FathomCaller caller, Window window, Place? place)
    {
        var order = caller.Company.World.Order;
        var listed = (long)FathomMapper.ListedAfter.TotalSeconds;
        var from = order.FirstAtOrAfter(window.After - listed, int.MinValue);
        var end = order.FirstAtOrAfter(window.Before - listed, int.MinValue);
        var next = place is null ? end : Math.Min(end, order.FirstAtOrAfter(place.Start, place.Index));
        var copy = place?.Copy ?? 0;
        if (place is not null && faults.Hit(FaultKind.RepeatedPage, FathomPaths.Vendor, context.Request.Path) is not null)
        {
            next = Math.Min(end, next + options.Fathom.PageSize);
            copy++;
        }

        var size = caller.SeesMeetings ? Math.Max(0, Math.Min(options.Fathom.PageSize, next - from)) : 0;
        var calls = Enumerable.Range(1, size).Select(step => caller.Company.World.Call(order.At(next - step))).ToList();
        var more = size > 0 && next - size > from;
        var circle = place is not null && faults.Hit(FaultKind.CursorCircle, FathomPaths.Vendor, context.Request.Path) is not null;
        var page = new FathomPage<FathomMeeting>(
            options.Fathom.PageSize,
            circle ? Write(place, window) : more ? Write(After(order, calls[^1], copy), window) : null,
            [.. calls.Select(call => mapper.Meeting(caller.Company, call, window.Includes))]);
        await VendorJson.WriteAsync(context, 200, page, VendorJson.Snake);
    }

    private Place After(CallOrder order, WorldCall call, int copy) =>
        new(order.Start(call.Index), call.Index, copy, time.GetUtcNow().ToUnixTimeSeconds() + options.Fathom.CursorSeconds);

    private string? Write(Place? place, Window window)
    {
        if (place is null)
        {
            return null;
        }

        var text = $"{place.Start}.{place.Index}.{place.Copy}.{place.Expires}.{Mark(window.After, window.Before, window.Includes)}";
        return Convert.ToBase64String(Encoding.ASCII.GetBytes($"{text}.{signer.Sign(text)}"));
    }

    private bool TryCursor(HttpContext context, string mark, out Place? place)
    {
        place = null;
        var text = context.Request.Query["cursor"].ToString();
        if (text.Length == 0)
        {
            return true;
        }

        var buffer = new byte[text.Length];
        if (faults.Hit(FaultKind.ExpiredCursor, FathomPaths.Vendor, context.Request.Path) is not null
            || !Convert.TryFromBase64String(text, buffer, out var length)
            || Encoding.ASCII.GetString(buffer, 0, length).Split('.') is not [var start, var index, var copy, var expires, var made, var signature]
            || !signer.IsSigned($"{start}.{index}.{copy}.{expires}.{made}", signature)
            || made != mark)
        {
            return false;
        }

        place = new Place(Number(start), (int)Number(index), (int)Number(copy), Number(expires));
        return place.Expires > time.GetUtcNow().ToUnixTimeSeconds();
    }

    private static bool TryTime(string? text, long otherwise, out long seconds)
    {
        seconds = otherwise;
        if (string.IsNullOrEmpty(text))
        {
            return true;
        }

        var valid = DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment);
        seconds = (long)Math.Ceiling((moment - DateTimeOffset.UnixEpoch).TotalSeconds);
        return valid;
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>A cursor is good for no other filters.</summary>
    private static string Mark(long after, long before, FathomIncludes includes) => $"{Chance.Hash($"{after} {before} {includes}"):x16}";

    private sealed record Window(long After, long Before, FathomIncludes Includes);

    /// <summary>The call at which a page ended.</summary>
    /// <param name="Copy">Makes a cursor to the same place look like another one.</param>
    private sealed record Place(long Start, int Index, int Copy, long Expires);
}
