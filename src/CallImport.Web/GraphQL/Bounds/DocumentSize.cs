namespace CallImport.Web.GraphQL.Bounds;

/// <summary>What a part of a document asks for. Sums stop at the largest number: fragments within fragments can multiply beyond any.</summary>
internal readonly record struct DocumentSize
{
    /// <summary>Levels of fields.</summary>
    public int Depth { get; init; }

    public int Fields { get; init; }

    public int Aliases { get; init; }

    public int Directives { get; init; }

    /// <summary>Fields that repeat another of the same selection.</summary>
    public int Duplicates { get; init; }

    /// <summary>Values in the answer, with every list as long as it may get.</summary>
    public int Cost { get; init; }

    /// <summary>Fields that ask a platform.</summary>
    public int Outbound { get; init; }

    /// <summary>Both side by side.</summary>
    public static DocumentSize operator +(DocumentSize one, DocumentSize other) => new()
    {
        Depth = Math.Max(one.Depth, other.Depth),
        Fields = Sum(one.Fields, other.Fields),
        Aliases = Sum(one.Aliases, other.Aliases),
        Directives = Sum(one.Directives, other.Directives),
        Duplicates = Sum(one.Duplicates, other.Duplicates),
        Cost = Sum(one.Cost, other.Cost),
        Outbound = Sum(one.Outbound, other.Outbound),
    };

    /// <summary>This below a field that gives it so many times.</summary>
    public DocumentSize Below(int items) => this with { Depth = Depth + 1, Cost = (int)Math.Min(int.MaxValue, (long)Cost * items) };

    private static int Sum(int one, int other) => (int)Math.Min(int.MaxValue, (long)one + other);
}
