using System.Text;

namespace CallImport.Tests.E2E.Infrastructure;

/// <summary>A hunt that finds nothing proves something only if it would have found it.</summary>
public sealed class SecretHuntTests
{
    private const string Secret = "s3cr3t/with+odd=chars";

    private static readonly SecretHunt Hunt = new(Secret);

    public static TheoryData<string> Leaks => new(
        $"key={Secret}!",
        $"Authorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"a-public-key:{Secret}"))}",
        $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"ab:{Secret}:x"))}",
        $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"abc:{Secret}"))}",
        Convert.ToHexStringLower(Encoding.UTF8.GetBytes(Secret)),
        $"?key={Uri.EscapeDataString(Secret)}&x=1");

    [Theory]
    [MemberData(nameof(Leaks))]
    public Task A_leak_is_found(string leak)
    {
        Assert.NotEmpty(Hunt.InText("log", leak));
        return Task.CompletedTask;
    }

    [Fact]
    public Task Innocent_text_is_left_alone()
    {
        Assert.Empty(Hunt.InText("log", "Gong answered 401: the access key was refused."));
        return Task.CompletedTask;
    }
}
