using CallImport.Infrastructure.Transcription;

namespace CallImport.Tests.Unit.Transcription;

public sealed class SpeechCutterTests
{
    [Fact]
    public void What_is_silent_is_not_sent() => Assert.Empty(Cut(1, Speech.Pause(30_000)));

    [Fact]
    public void A_click_is_no_voice() => Assert.Empty(Cut(1, Speech.Of(5_000, 100, 5_000)));

    [Fact]
    public void Silence_around_a_voice_is_left_out_and_the_place_is_known()
    {
        var piece = Assert.Single(Cut(1, Speech.Of(4_000, 2_000, 6_000)));

        Assert.InRange(piece.StartMs, 3_600, 3_800);
        Assert.InRange(piece.DurationMs, 2_400, 2_800);
        Assert.Equal(1, piece.Channel);
    }

    [Fact]
    public void A_long_recording_is_cut_in_a_pause_near_the_end_of_a_stretch()
    {
        // Ten seconds are allowed; the only pause in the last quarter of them is from 8.0 to 8.6.
        var pieces = Cut(1, Speech.Of(0, 8_000, 600, 8_000, 500), TimeSpan.FromSeconds(10));

        Assert.Equal(2, pieces.Count);
        Assert.InRange(pieces[0].StartMs + pieces[0].DurationMs, 8_000, 8_600);
        Assert.InRange(pieces[1].StartMs, 8_000, 8_600);
    }

    [Fact]
    public void Channels_are_cut_apart_so_that_each_has_its_own_voice()
    {
        var pieces = Cut(2, Speech.Together(Speech.Of(500, 2_000, 3_500), Speech.Of(3_500, 2_000, 500)));

        Assert.Equal([1, 2], pieces.Select(piece => piece.Channel));
        Assert.True(pieces[0].StartMs < 500 && pieces[1].StartMs > 3_000);
    }

    [Fact]
    public void One_sound_in_both_channels_is_sent_once() =>
        Assert.Equal(1, Assert.Single(Cut(2, Speech.Together(Speech.Of(500, 2_000, 500), Speech.Of(500, 2_000, 500)))).Channel);

    [Fact]
    public void The_same_sound_is_cut_the_same_way_however_it_arrives()
    {
        var sound = Speech.Of(300, 5_000, 400, 7_000, 300, 9_000, 800);
        var cutter = new SpeechCutter(1, TimeSpan.FromSeconds(10));

        List<SpeechPiece> inDrops = [.. sound.Chunk(777).SelectMany(drop => cutter.Add(drop))];
        inDrops.AddRange(cutter.End());

        Assert.Equal(Cut(1, sound, TimeSpan.FromSeconds(10)).Select(piece => piece.Name), inDrops.Select(piece => piece.Name));
    }

    [Fact]
    public void Words_are_believed_only_where_something_was_heard()
    {
        var piece = Assert.Single(Cut(1, Speech.Of(200, 1_000, 20_000, 1_000, 200)));

        Assert.True(piece.IsHeard(200, 1_200));
        Assert.False(piece.IsHeard(5_000, 9_000));
    }

    private static List<SpeechPiece> Cut(int channels, short[] sound, TimeSpan? longest = null)
    {
        var cutter = new SpeechCutter(channels, longest ?? TimeSpan.FromMinutes(2));
        return [.. cutter.Add(sound), .. cutter.End()];
    }
}
