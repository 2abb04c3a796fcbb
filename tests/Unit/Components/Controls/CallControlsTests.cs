using Bunit;
using CallImport.Infrastructure.Engagements;
using CallImport.Web.Components.Controls;
using CallImport.Web.Components.Formatting;

namespace CallImport.Tests.Unit.Components.Controls;

public sealed class CallControlsTests : ComponentTests
{
    private static readonly IReadOnlyDictionary<string, int> Colors = SpeakerLanes.ColorsOf(ACall.Words.Segments.Select(segment => segment.Speaker));

    [Fact]
    public void A_row_says_what_when_who_how_long_and_from_where()
    {
        var row = Row(ACall.Hit, null);

        Assert.Equal("Acme renewal", row.Find("[data-testid=call-title]").TextContent.Trim());
        Assert.Equal($"/calls/{ACall.Hit.Id}", row.Find("[data-testid=call-title]").GetAttribute("href"));
        var text = row.Find("[data-testid=call-row]").TextContent;
        Assert.All(["12 min", "Gong", "Ana Lima, ben@acme.example", "Your contract ends in June."], part => Assert.Contains(part, text, StringComparison.Ordinal));
        Assert.Equal("Talk ratio: Ben <b> 54 %, Ana 46 %", row.Find(".talk-bar").GetAttribute("aria-label"));
    }

    [Fact]
    public void A_hit_marks_title_and_words_and_goes_along_to_the_call()
    {
        var row = Row(ACall.Hit with { Excerpt = [new TextMark("the ", false), new TextMark("renewal", true), new TextMark(" <i>price", false)] }, "renewal");

        Assert.Equal(["renewal", "renewal"], row.FindAll("mark").Select(mark => mark.TextContent));
        Assert.Empty(row.FindAll("i"));
        Assert.EndsWith("?q=renewal", row.Find("[data-testid=call-title]").GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_call_without_title_or_recording_says_so()
    {
        var row = Row(ACall.Hit with { Title = " ", Recording = null }, null);

        Assert.Contains("Untitled call", row.Markup, StringComparison.Ordinal);
        Assert.Contains("no recording", row.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_of_a_transcript_can_be_played_and_foreign_text_stays_text()
    {
        var transcript = Transcript(canPlay: true);

        Assert.Equal(["0", "4500", "10000"], transcript.FindAll("[data-testid=transcript] > li").Select(line => line.GetAttribute("data-at")));
        Assert.Equal("Play from 10 seconds, Ben <b>", transcript.FindAll("li button")[2].GetAttribute("aria-label"));
        Assert.Empty(transcript.FindAll("script"));
        Assert.Contains("<script>alert(1)</script>", transcript.FindAll("p")[2].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_one_line_is_a_tab_stop_and_a_speaker_is_named_where_the_voice_changes()
    {
        var transcript = Transcript(canPlay: true);

        Assert.Equal(["0", "-1", "-1"], transcript.FindAll("li button").Select(button => button.GetAttribute("tabindex")));
        Assert.Equal(["Ana", "Ben <b>"], transcript.FindAll("li b").Select(name => name.TextContent));
    }

    [Fact]
    public void Without_a_recording_lines_are_read_only()
    {
        var transcript = Transcript(canPlay: false);

        Assert.Empty(transcript.FindAll("li button"));
        Assert.Empty(transcript.FindAll("[data-testid=follow]"));
        Assert.Equal("offer", transcript.Find("[data-testid=transcript-search]").GetAttribute("value"));
    }

    [Fact]
    public void The_player_has_a_native_voice_under_named_controls()
    {
        var player = Render<CallPlayer>(parameters => parameters
            .Add(control => control.EngagementId, ACall.Hit.Id)
            .Add(control => control.Lanes, SpeakerLanes.Of(ACall.Words, 20_000))
            .Add(control => control.DurationMs, 3_725_000));

        Assert.Equal($"/recordings/{ACall.Hit.Id}", player.Find("[data-testid=player] audio").GetAttribute("src"));
        Assert.All(player.FindAll("button"), button => Assert.False(string.IsNullOrWhiteSpace(button.GetAttribute("aria-label") ?? button.TextContent)));
        Assert.Equal("1:02:05", player.Find("[data-total]").TextContent);
        Assert.Equal(2, player.FindAll("svg.speaker-0, svg.speaker-1").Count);
    }

    [Fact]
    public void Insights_link_what_was_said_to_its_place_and_name_who_said_it()
    {
        var panel = Render<CallInsightsPanel>(parameters => parameters
            .Add(control => control.Insights, ACall.Insights)
            .Add(control => control.Quotes, Quote.FindAll(ACall.Insights, ACall.Words.Segments))
            .Add(control => control.Colors, Colors));

        Assert.Equal("4500", panel.Find("[data-testid=summary] button").GetAttribute("data-jump"));
        Assert.Equal("Ben <b>", panel.Find("[data-testid=action-items] b").TextContent);
        Assert.Contains("Send me the offer.", panel.Find("[data-testid=action-items] li").TextContent, StringComparison.Ordinal);
        Assert.Equal("Contract", panel.Find("[data-testid=topics] button").GetAttribute("data-find"));
        Assert.Equal("10000", panel.Find("[data-testid=talk-ratio] [data-jump]").GetAttribute("data-jump"));
    }

    [Fact]
    public void Provenance_names_source_ids_bytes_and_hash_and_opens_the_source_apart()
    {
        var provenance = Render<CallProvenance>(parameters => parameters
            .Add(control => control.Call, ACall.Detail)
            .Add(control => control.PlatformName, "Gong"));

        var link = provenance.Find("a[target]");
        Assert.Equal(("https://app.gong.io/call?id=7", "noopener noreferrer"), (link.GetAttribute("href"), link.GetAttribute("rel")));
        Assert.All(
            ["7782342274025937895", "1,204,000 bytes", new string('a', 64), "from Gong"],
            part => Assert.Contains(part, provenance.Find("[data-testid=provenance]").TextContent, StringComparison.Ordinal));
    }

    private IRenderedComponent<CallRow> Row(EngagementHit hit, string? search) => Render<CallRow>(parameters => parameters
        .Add(control => control.Hit, hit)
        .Add(control => control.PlatformName, "Gong")
        .Add(control => control.Search, search));

    private IRenderedComponent<CallTranscript> Transcript(bool canPlay) => Render<CallTranscript>(parameters => parameters
        .Add(control => control.Transcript, ACall.Words)
        .Add(control => control.Colors, Colors)
        .Add(control => control.CanPlay, canPlay)
        .Add(control => control.Search, "offer"));
}
