namespace CallImport.Domain.Calls.Insights;

/// <summary>Brings the forms of one English word together: "integrations" and "integration", "costs" and "cost". Light on purpose.</summary>
internal static class Stem
{
    public static string Of(string word)
    {
        var stem = word.EndsWith("'s", StringComparison.Ordinal) ? word[..^2] : word;
        return stem switch
        {
            { Length: < 4 } => stem,
            _ when stem.EndsWith("ss", StringComparison.Ordinal) || stem.EndsWith("us", StringComparison.Ordinal) || stem.EndsWith("is", StringComparison.Ordinal) => stem,
            { Length: > 4 } when stem.EndsWith("ies", StringComparison.Ordinal) => stem[..^3] + "y",
            _ when stem.EndsWith("sses", StringComparison.Ordinal) || stem.EndsWith("xes", StringComparison.Ordinal)
                || stem.EndsWith("ches", StringComparison.Ordinal) || stem.EndsWith("shes", StringComparison.Ordinal) => stem[..^2],
            _ when stem.EndsWith('s') => stem[..^1],
            _ => stem,
        };
    }
}
