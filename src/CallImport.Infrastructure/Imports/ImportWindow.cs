using CallImport.Domain.Platforms;

namespace CallImport.Infrastructure.Imports;

/// <summary>Turns what a user asks for into the frozen window that is listed.</summary>
internal static class ImportWindow
{
    /// <summary>Older than every cloud recording there is; stands in for "as far back as the source goes".</summary>
    public static readonly DateTimeOffset Beginning = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <returns>null when the window is empty</returns>
    public static CallQuery? Freeze(DateTimeOffset? from, DateTimeOffset? to, DateTimeOffset now)
    {
        var start = (from ?? Beginning).ToUniversalTime();
        var end = (to is { } asked && asked < now ? asked : now).ToUniversalTime();
        var query = new CallQuery(start < Beginning ? Beginning : start, end);
        return query.From < query.To ? query : null;
    }

    public static WrongWindow Refusal(DateTimeOffset? from, DateTimeOffset now) => new(from > now
        ? "The range lies in the future; calls are imported after they have taken place."
        : "The range is empty: its start must lie before its end.");
}
