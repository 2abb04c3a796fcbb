using CallImport.Domain.Credentials;
using CallImport.Domain.Imports;
using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms;
using Microsoft.Extensions.Time.Testing;

namespace CallImport.Tests.Unit.Platforms;

public sealed class ColleagueBookTests
{
    private readonly FakeTimeProvider clock = new();
    private readonly ColleagueBook book;
    private int asked;

    public ColleagueBookTests() => book = new ColleagueBook(clock);

    [Fact]
    public async Task People_are_asked_for_once_an_hour_for_each_account()
    {
        var (first, second) = (Account(), Account());

        Assert.Equal("dana@example.com", (await OfAsync(first)).EmailOf("1", null));
        Assert.Equal("dana@example.com", (await OfAsync(first)).EmailOf(null, "101"));
        await OfAsync(second);
        Assert.Equal(2, asked);
        clock.Advance(TimeSpan.FromMinutes(61));
        await OfAsync(first);

        Assert.Equal(3, asked);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(FailureClass.Transient)]
    [InlineData(FailureClass.Permanent)]
    public async Task Who_cannot_be_asked_for_is_left_without_an_address_and_asked_for_again_later(FailureClass? failure)
    {
        var account = Account();

        Assert.Null((await OfAsync(account, failure, isRefused: true)).EmailOf("1", "101"));
        Assert.Null((await OfAsync(account)).EmailOf("1", "101"));
        clock.Advance(TimeSpan.FromMinutes(6));

        Assert.NotNull((await OfAsync(account)).EmailOf("1", "101"));
    }

    [Theory]
    [InlineData(FailureClass.RateLimited)]
    [InlineData(FailureClass.AuthExpired)]
    public async Task What_is_said_of_the_whole_account_holds_for_the_list_as_well(FailureClass failure)
    {
        var account = Account();

        await Assert.ThrowsAsync<PlatformException>(() => OfAsync(account, failure));

        Assert.NotNull((await OfAsync(account)).EmailOf("1", "101"));
    }

    [Fact]
    public void An_extension_that_two_people_share_names_neither()
    {
        var people = new Colleagues([new Colleague("1", "101", "dana@example.com"), new Colleague("2", "101", "sam@example.com"), new Colleague(null, null, "lee@example.com")]);

        Assert.Equal((null, "sam@example.com"), (people.EmailOf("3", "101"), people.EmailOf("2", "101")));
    }

    private Task<Colleagues> OfAsync(PlatformConnection account, FailureClass? failure = null, bool isRefused = false) => book.OfAsync(account, () =>
    {
        asked++;
        return failure is { } fault ? throw new PlatformException(fault, "No.")
            : Task.FromResult(isRefused ? null : new Colleagues([new Colleague("1", "101", "dana@example.com")]));
    });

    private static PlatformConnection Account() => new()
    {
        WorkspaceId = Guid.NewGuid(),
        CredentialId = Guid.NewGuid(),
        Platform = "somewhere",
        BaseUrl = new Uri("https://api.example"),
        Secret = new CredentialSecret(CredentialType.OAuth, new Dictionary<string, string>()),
    };
}
