using CallImport.Infrastructure.Platforms.Five29;

namespace CallImport.Tests.Unit.Platforms.Five29;

/// <summary>Layouts that were seen on live domains.</summary>
public sealed class Five29FileNameTests
{
    [Theory]
    [InlineData("Recordings/Sales Outbound/2_3_2026/5035550123 by dortiz @ 12_00_25 PM.wav", "Sales Outbound", "5035550123", "dortiz", "2026-02-03T12:00:25", null)]
    [InlineData("A by B @ C/12_31_2026/5035550123 by dortiz @ 12_00_25 AM.wav", "A by B @ C", "5035550123", "dortiz", "2026-12-31T00:00:25", null)]
    [InlineData("Recordings/Support/2_3_2026/5035550123 by  @ 4_05_06 PM_Main Menu.wav", "Support", "5035550123", "", "2026-02-03T16:05:06", null)]
    [InlineData("Recordings/Sales/2_3_2026/5035550123 by dortiz @ 12_00_25 PM0123456789abcdef0123456789ABCDEF300000010100001.wav", "Sales", "5035550123", "dortiz", "2026-02-03T12:00:25", "0123456789abcdef0123456789ABCDEF300000010100001")]
    [InlineData("recordings/2_3_2026/5035550123Sales Outbound by dana@acme.test @ 08_09_10 AM.wav", "Sales Outbound", "5035550123", "dana@acme.test", "2026-02-03T08:09:10", null)]
    [InlineData("upload/x/02_03_2026/1-22-5035550123 by dana@acme.test @ 08_09_10 AM.wav", "x", "5035550123", "dana@acme.test", "2026-02-03T08:09:10", null)]
    [InlineData("s3/2_3_2026/5035550123+by+dortiz+@+12_00_25+PM.wav", "s3", "5035550123", "dortiz", "2026-02-03T12:00:25", null)]
    [InlineData("0123456789abcdef0123456789ABCDEF.wav", null, null, null, null, "0123456789abcdef0123456789ABCDEF")]
    [InlineData("Recordings/Sales/2_3_2026/holiday greeting.wav", null, null, null, null, null)]
    [InlineData("Recordings/Sales/2_3_2026/5035550123 by dortiz @ 31_00_25.wav", "Sales", "5035550123", "dortiz", null, null)]
    public void A_path_says_who_when_and_for_what(string path, string? campaign, string? number, string? agent, string? clock, string? session)
    {
        var name = Five29FileName.Parse(path);

        Assert.Equal((campaign, number, agent, session), (name.Campaign, name.Number, name.Agent, name.SessionId));
        Assert.Equal(clock, name.Clock?.ToString("s"));
    }
}
