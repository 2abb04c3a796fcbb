using CallImport.Infrastructure.Workspaces;

namespace CallImport.Tests.Unit.Workspaces;

public sealed class ApiTokenSecretTests
{
    [Fact]
    public void A_token_can_be_recognised_and_read_back()
    {
        var token = ApiTokenSecret.Create();

        Assert.Matches("^ci_[0-9A-Za-z]{46}$", token.Reveal());
        Assert.True(ApiTokenSecret.TryParse(token.Reveal(), out var again));
        Assert.Equal(token.Hash, again.Hash);
        Assert.Matches("^[0-9a-f]{64}$", token.Hash);
    }

    [Fact]
    public void No_two_are_alike() => Assert.Equal(1000, Enumerable.Range(0, 1000).Select(_ => ApiTokenSecret.Create().Reveal()).Distinct().Count());

    [Fact]
    public void A_slip_of_the_pen_is_seen_without_asking_the_database()
    {
        var text = ApiTokenSecret.Create().Reveal();
        var other = text[10] == 'A' ? 'B' : 'A';

        Assert.False(ApiTokenSecret.TryParse($"{text[..10]}{other}{text[11..]}", out _));
        Assert.False(ApiTokenSecret.TryParse(text[..^1], out _));
        Assert.False(ApiTokenSecret.TryParse(text + "\n", out _));
        Assert.False(ApiTokenSecret.TryParse(null, out _));
    }

    [Fact]
    public void Printing_it_by_accident_shows_only_its_beginning()
    {
        var token = ApiTokenSecret.Create();

        Assert.DoesNotContain(token.Reveal()[8..], $"{token}", StringComparison.Ordinal);
        Assert.StartsWith(token.Hint, token.Reveal(), StringComparison.Ordinal);
    }
}
