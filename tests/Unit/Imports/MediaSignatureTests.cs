using System.Text;
using CallImport.Infrastructure.Pipeline;

namespace CallImport.Tests.Unit.Imports;

public sealed class MediaSignatureTests
{
    [Theory]
    [InlineData("494433040000", "audio/mpeg")]
    [InlineData("FFFB9064", "audio/mpeg")]
    [InlineData("FFFAE200", "audio/mpeg")]
    [InlineData("FFF388C4", "audio/mpeg")]
    [InlineData("FFE348C4", "audio/mpeg")]
    [InlineData("FFFDA404", "audio/mpeg")]
    [InlineData("FFF15080", "audio/aac")]
    [InlineData("FFF94C80", "audio/aac")]
    [InlineData("52494646FFFFFFFF57415645", "audio/wav")]
    [InlineData("0000002066747970" + "69736F6D", "video/mp4")]
    [InlineData("0000002066747970" + "4D344120", "audio/mp4")]
    [InlineData("4F676753", "audio/ogg")]
    [InlineData("664C6143", "audio/flac")]
    [InlineData("1A45DFA3", "video/webm")]
    public void Recordings_are_known_by_their_first_bytes(string head, string mediaType) =>
        Assert.Equal(mediaType, MediaSignature.Of(Convert.FromHexString(head))?.MediaType);

    [Theory]
    [InlineData("<!DOCTYPE html><html>")]
    [InlineData("{\"error\":\"expired\"}")]
    [InlineData("<?xml version=\"1.0\"?><Error>")]
    [InlineData("%PDF-1.7")]
    [InlineData("ab")]
    public void Anything_else_is_refused(string text) => Assert.Null(MediaSignature.Of(Encoding.ASCII.GetBytes(text)));

    [Theory]
    [InlineData("{\"error\":\"expired\"}")]
    [InlineData(" [ ]")]
    [InlineData("<html>")]
    [InlineData("Not found")]
    [InlineData("\"gone\"")]
    public void Text_is_text_in_every_encoding(string text) => Assert.All(
        (Encoding[])[Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32, Encoding.UTF8],
        encoding => Assert.Null(MediaSignature.Of([.. encoding.GetPreamble(), .. encoding.GetBytes(text)])));

    [Theory]
    [InlineData("FFFFFFFF")]
    [InlineData("FFD8FFE0")]
    [InlineData("00000000")]
    [InlineData("FFEB9064")]
    [InlineData("FFFBF064")]
    [InlineData("FFFB9C64")]
    [InlineData("FFFB9066")]
    [InlineData("FFF17480")]
    public void Look_alikes_are_refused(string head) => Assert.Null(MediaSignature.Of(Convert.FromHexString(head)));
}
