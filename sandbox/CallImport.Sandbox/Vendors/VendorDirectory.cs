using System.Collections.Concurrent;
using CallImport.Sandbox.World;

namespace CallImport.Sandbox.Vendors;

/// <summary>A vendor with its companies and their keys.</summary>
internal abstract class VendorDirectory<TCompany>(Stage stage, SandboxOptions options, VendorOptions own, TimeProvider time) : Vendor
    where TCompany : Company
{
    private readonly DateTimeOffset _now =
        options.Today is { } today ? new DateTimeOffset(today, new TimeOnly(23, 0), TimeSpan.Zero) : time.GetUtcNow();

    private readonly Lock _lock = new();
    private Book? _book;

    protected SandboxOptions Options => options;

    protected TimeProvider Time => time;

    public TCompany Sample => Current.Companies[0];

    public override Company SampleCompany => Sample;

    public override IEnumerable<Company> Companies => Current.Companies;

    private Book Current
    {
        get
        {
            lock (_lock)
            {
                return _book ??= Start();
            }
        }
    }

    public override void Reset()
    {
        lock (_lock)
        {
            _book = Start();
        }
    }

    public TCompany? Find(string slug) => Current.Companies.FirstOrDefault(company => company.Slug == slug);

    public (TCompany Company, Account Account)? Key(string key) => Current.Keys.TryGetValue(key, out var found) ? found : null;

    public override (Company Company, Account Account) Add(string? name, int calls)
    {
        lock (_lock)
        {
            var book = Current;
            var slug = SlugOf(book.Companies.Count);
            var account = NewAccount(slug);
            return (Open(book, name ?? slug, calls, [account]), account);
        }
    }

    public override void SetCalls(Company company, int? calls, int? spanDays, long? recordingBytes) => company.World = NewWorld(
        company.Slug, calls ?? company.World.Order.Count, spanDays ?? own.SpanDays, recordingBytes ?? own.RecordingBytes);

    /// <summary>The companies that are there from the start; the first is the one of the sample keys.</summary>
    protected abstract IEnumerable<(string Name, int Calls, IEnumerable<Account> Accounts)> SampleCompanies();

    protected abstract TCompany NewCompany(string slug, string name, int number, SalesWorld world);

    /// <summary>A key with all rights for a company that is added.</summary>
    protected abstract Account NewAccount(string company);

    protected virtual string SlugOf(int number) => $"{Slug}-{number + 1}";

    private Book Start()
    {
        var book = new Book();
        foreach (var (name, calls, accounts) in SampleCompanies())
        {
            Open(book, name, calls, accounts);
        }

        return book;
    }

    private TCompany Open(Book book, string name, int calls, IEnumerable<Account> accounts)
    {
        var number = book.Companies.Count;
        var slug = SlugOf(number);
        var company = NewCompany(slug, name, number, NewWorld(slug, calls, own.SpanDays, own.RecordingBytes));
        foreach (var account in accounts)
        {
            company.Accounts.Add(account);
            book.Keys[account.Key] = (company, account);
        }

        book.Companies = [.. book.Companies, company];
        return company;
    }

    private SalesWorld NewWorld(string slug, int calls, int spanDays, long? recordingBytes)
    {
        var seed = Chance.Mix(Chance.Hash(slug) ^ (ulong)options.Seed);
        return new SalesWorld(stage, seed, WorldCalendar.Starts(calls, spanDays, _now, seed), recordingBytes);
    }

    private sealed class Book
    {
        /// <summary>Replaced as a whole: it is read while companies are added.</summary>
        public IReadOnlyList<TCompany> Companies { get; set; } = [];

        public ConcurrentDictionary<string, (TCompany Company, Account Account)> Keys { get; } = new(StringComparer.Ordinal);
    }
}
