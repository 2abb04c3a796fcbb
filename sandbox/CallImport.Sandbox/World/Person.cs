using CallImport.Sandbox.Voices;

namespace CallImport.Sandbox.World;

/// <summary>What somebody does in a call; the letters are those of people.txt and phrases.txt.</summary>
internal enum Role
{
    AccountExecutive = 'R',
    Engineer = 'S',
    SuccessManager = 'M',
    Buyer = 'C',
    User = 'U',
}

internal sealed record Person(int Number, Role Role, string Voice, string Name, string Title, string Company)
{
    public string FirstName { get; } = Name[..Name.IndexOf(' ', StringComparison.Ordinal)];

    public string LastName { get; } = Name[(Name.IndexOf(' ', StringComparison.Ordinal) + 1)..];

    public bool IsCustomer => Role is Role.Buyer or Role.User;

    public string Email => $"{FirstName}.{LastName}@{Company.Replace(" ", "", StringComparison.Ordinal)}.example".ToLowerInvariant();

    /// <summary>From the block of numbers that is reserved for fiction.</summary>
    public string Phone => $"+1 {212 + Number * 13}-555-01{Number:00}";
}

/// <summary>Everybody, as people.txt lists them.</summary>
internal sealed class People
{
    public People()
    {
        All = [.. Embedded.Lines("people.txt").Select(Parse)];
        Executives = [.. All.Where(person => person.Role == Role.AccountExecutive)];
        Buyers = [.. All.Where(person => person.Role == Role.Buyer)];
        Users = [.. All.Where(person => person.Role == Role.User)];
        Engineer = All.Single(person => person.Role == Role.Engineer);
        SuccessManager = All.Single(person => person.Role == Role.SuccessManager);
    }

    public IReadOnlyList<Person> All { get; }

    public IReadOnlyList<Person> Executives { get; }

    /// <summary>One for each customer company, in the order of <see cref="Users"/>.</summary>
    public IReadOnlyList<Person> Buyers { get; }

    public IReadOnlyList<Person> Users { get; }

    public Person Engineer { get; }

    public Person SuccessManager { get; }

    private static Person Parse(string line, int number) => line.Split('|') is [_, [var role], var voice, var name, var title, var company]
        ? new Person(number, (Role)role, voice, name, title, company)
        : throw new InvalidDataException($"people.txt: cannot read \"{line}\"");
}
