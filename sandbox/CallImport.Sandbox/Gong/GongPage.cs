using CallImport.Sandbox.World;

namespace CallImport.Sandbox.Gong;

/// <summary>One page: which calls, of how many, and where the next one starts.</summary>
internal sealed record GongPage(IReadOnlyList<int> Calls, int Total, int Number, GongCursor? Next)
{
    /// <summary>The page that follows the call of a cursor; the first one without.</summary>
    public static GongPage Read(SalesWorld world, GongWindow window, GongCursor? cursor, int size, long expires, string args)
    {
        var after = cursor is null ? null : world.Find(cursor.CallId) is { } index ? (cursor.Time, index) : ((long, int)?)(cursor.Time, -1);
        var candidates = window.CallIds is { } ids ? Named(world, window, ids) : InOrder(world, window, after);
        var calls = candidates.Where(index => IsAfter(world, index, after)).Take(size + 1).ToList();
        var total = cursor?.Total ?? Count(world, window);
        var more = calls.Count > size;
        if (more)
        {
            calls.RemoveAt(size);
        }

        var number = cursor?.PageNumber ?? 0;
        return new GongPage(calls, total, number, !more ? null : new GongCursor
        {
            CallId = world.Id(calls[^1]),
            Total = total,
            PageNumber = number + 1,
            PageSize = size,
            Time = world.Order.Start(calls[^1]),
            Exp = expires,
            Args = args,
            PreviousTime = cursor?.Time ?? 0,
            PreviousCallId = cursor?.CallId,
        });
    }

    private static int Count(SalesWorld world, GongWindow window)
    {
        var (from, to) = window.Places(world.Order);
        return window switch
        {
            { IsPlain: true } => Math.Max(0, to - from),
            { CallIds: { } ids } => Named(world, window, ids).Count(),
            _ => InOrder(world, window, null).Count(),
        };
    }

    private static IEnumerable<int> InOrder(SalesWorld world, GongWindow window, (long Start, int Index)? after)
    {
        var order = world.Order;
        var (from, to) = window.Places(order);
        if (after is { } last)
        {
            from = Math.Max(from, order.FirstAtOrAfter(last.Start, last.Index));
        }

        for (var place = from; place < to; place++)
        {
            var index = order.At(place);
            if (window.IsPlain || window.Contains(world, index))
            {
                yield return index;
            }
        }
    }

    private static IEnumerable<int> Named(SalesWorld world, GongWindow window, IReadOnlyList<string> ids) => ids
        .Select(world.Find)
        .OfType<int>()
        .Distinct()
        .Where(index => window.Contains(world, index))
        .OrderBy(world.Order.Start)
        .ThenBy(index => index);

    private static bool IsAfter(SalesWorld world, int index, (long Start, int Index)? after)
    {
        var start = world.Order.Start(index);
        return after is not { } last || start > last.Start || (start == last.Start && index > last.Index);
    }
}
