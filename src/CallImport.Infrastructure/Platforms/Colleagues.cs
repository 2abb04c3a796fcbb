namespace CallImport.Infrastructure.Platforms;

/// <summary>One of an account's own people.</summary>
/// <param name="Id">The vendor's.</param>
internal sealed record Colleague(string? Id, string? Extension, string Email);

/// <summary>E-mail addresses of an account's own people, for platforms whose lists of calls leave them out.</summary>
internal sealed class Colleagues(IReadOnlyCollection<Colleague> people)
{
    private readonly Dictionary<string, string> byId = Known(people, person => person.Id);
    private readonly Dictionary<string, string> byExtension = Known(people, person => person.Extension);

    /// <summary>Of whom nothing is known.</summary>
    public static Colleagues Unknown { get; } = new([]);

    /// <summary>By the id where it is known, else by the extension.</summary>
    public string? EmailOf(string? id, string? extension) =>
        (id is null ? null : byId.GetValueOrDefault(id)) ?? (extension is null ? null : byExtension.GetValueOrDefault(extension));

    /// <summary>What two people share names neither of them.</summary>
    private static Dictionary<string, string> Known(IReadOnlyCollection<Colleague> people, Func<Colleague, string?> key) => people
        .Where(person => key(person) is not null)
        .GroupBy(person => key(person) ?? "")
        .Where(group => group.Select(person => person.Email).Distinct().Count() == 1)
        .ToDictionary(group => group.Key, group => group.First().Email);
}
