using CallImport.Domain.Platforms;

namespace CallImport.Infrastructure.Platforms.Http.Limits;

/// <summary>
/// What a platform's requests have to keep to: the vendor's limits, which grow with the registry's number when that is larger than what the vendor documents
/// (vendors grant more to customers who ask), and the number itself over all of them together.
/// </summary>
internal static class PlatformLimits
{
    /// <summary>Bucket of the registry's number; no vendor's limit is called so.</summary>
    public const string Overall = "*";

    /// <param name="group">null = the platform's first.</param>
    /// <returns>The vendor's limit of the group and those around it, from the inside out.</returns>
    public static IEnumerable<RateLimit> OfVendor(PlatformEntry entry, string? group)
    {
        var documented = entry.Descriptor.RateLimits;
        var raised = Math.Max(1, (entry.Capability.RateLimitCallsPerMinute ?? 0) / (double)entry.Descriptor.RequestsPerMinute);
        for (var limit = Find(group); limit is not null; limit = limit.Within is { } wider ? Find(wider) : null)
        {
            yield return limit with { RequestsPerMinute = limit.RequestsPerMinute * raised };
        }

        RateLimit Find(string? name) => documented.FirstOrDefault(limit => limit.Group == name) ?? documented[0];
    }

    /// <returns>null when the operator has switched requests off</returns>
    public static IReadOnlyList<PacedGroup>? PacesOf(PlatformEntry entry, string? group)
    {
        var number = entry.Capability.RateLimitCallsPerMinute;
        var paces = new List<PacedGroup>();
        foreach (var limit in OfVendor(entry, group).Concat(AroundAll(entry)))
        {
            if (Pace.Of(limit, number) is not { } pace)
            {
                return null;
            }

            paces.Add(new PacedGroup(limit.Group, pace));
        }

        return paces;
    }

    /// <summary>
    /// Where one of the vendor's limits holds all others it does the same by itself. Else each of them may have its burst, so that requests of one do not
    /// hold up those of another that are due at the same moment.
    /// </summary>
    private static IEnumerable<RateLimit> AroundAll(PlatformEntry entry)
    {
        var alone = entry.Descriptor.RateLimits.Where(limit => limit.Within is null).ToList();
        return entry.Capability.RateLimitCallsPerMinute is { } number && alone.Count > 1 ? [new RateLimit(Overall, number, alone.Sum(limit => limit.Burst))] : [];
    }
}
