using CallImport.Infrastructure.Storage;

namespace CallImport.Tests.Unit.Imports;

public sealed class StorageKeyTests
{
    [Fact]
    public void Keys_made_by_us_pass()
    {
        Assert.StartsWith(".incoming/", RecordingKeys.Checked(RecordingKeys.Staging(Guid.NewGuid(), 7)), StringComparison.Ordinal);
        Assert.EndsWith(".7.mp3", RecordingKeys.Checked(RecordingKeys.Final(Guid.NewGuid(), Guid.NewGuid(), 7, "mp3")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("/etc/passwd")]
    [InlineData(".incoming/../x")]
    [InlineData(".incoming/a/b")]
    [InlineData("0123456789abcdef0123456789abcdef/0123456789abcdef0123456789abcdef.1.mp3\n")]
    [InlineData("0123456789abcdef0123456789abcdef\\0123456789abcdef0123456789abcdef.1.mp3")]
    [InlineData("")]
    public void Anything_else_never_becomes_a_path(string key) => Assert.Throws<ArgumentException>(() => RecordingKeys.Checked(key));
}
