namespace CallImport.Bench.Load;

/// <summary>Whether an import gets slower or larger while it runs.</summary>
internal static class Drift
{
    /// <returns>speed of the last tenth as a part of that of the first; null when there are too few looks to tell</returns>
    public static double? LastToFirst(IReadOnlyList<(double Seconds, long Done, double Megabytes)> curve)
    {
        var all = curve.Count == 0 ? 0 : curve[^1].Done;
        var (first, last) = (SecondsBetween(curve, 0, all / 10), SecondsBetween(curve, all - (all / 10), all));
        return first > 0 && last > 0 ? first / last : null;
    }

    /// <returns>megabytes a minute over the second half, by least squares: the first half fills caches and pools</returns>
    public static double? MegabytesPerMinute(IReadOnlyList<(double Seconds, long Done, double Megabytes)> curve)
    {
        var half = curve.Skip(curve.Count / 2).ToList();
        if (half.Count < 10)
        {
            return null;
        }

        var (time, memory) = (half.Average(look => look.Seconds), half.Average(look => look.Megabytes));
        return half.Sum(look => (look.Seconds - time) * (look.Megabytes - memory)) / half.Sum(look => (look.Seconds - time) * (look.Seconds - time)) * 60;
    }

    private static double SecondsBetween(IReadOnlyList<(double Seconds, long Done, double Megabytes)> curve, long from, long to) => At(curve, to) - At(curve, from);

    /// <summary>When so many calls were done, between two looks in proportion.</summary>
    private static double At(IReadOnlyList<(double Seconds, long Done, double Megabytes)> curve, long done)
    {
        for (var i = 1; i < curve.Count; i++)
        {
            if (curve[i].Done > curve[i - 1].Done && curve[i].Done > done || curve[i].Done == done && curve[i - 1].Done < done)
            {
                return curve[i - 1].Seconds + ((curve[i].Seconds - curve[i - 1].Seconds) * Math.Max(0, done - curve[i - 1].Done) / (curve[i].Done - curve[i - 1].Done));
            }
        }

        return 0;
    }
}
