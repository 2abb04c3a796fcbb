using System.Globalization;
using CallImport.Domain.Imports;

namespace CallImport.Infrastructure.Imports;

/// <param name="EndCursor">To be passed as <c>after</c>; null on an empty page.</param>
public sealed record ImportedCallPage(IReadOnlyList<ImportedCall> Nodes, string? EndCursor, bool HasNextPage, int TotalCount);

/// <summary>Place in a list of calls from the newest to the oldest.</summary>
public sealed record CallCursor(DateTimeOffset StartedAt, Guid Id)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{StartedAt.UtcTicks:x}.{Id:N}");

    /// <returns>null for anything that is not a cursor of ours: the list begins at its start</returns>
    public static CallCursor? Parse(string? text) =>
        text?.Split('.') is [var ticks, var id]
        && long.TryParse(ticks, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var parsed)
        && parsed >= 0 && parsed <= DateTimeOffset.MaxValue.UtcTicks
        && Guid.TryParseExact(id, "N", out var callId)
            ? new CallCursor(new DateTimeOffset(parsed, TimeSpan.Zero), callId)
            : null;
}
