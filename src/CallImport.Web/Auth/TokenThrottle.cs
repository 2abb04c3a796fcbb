namespace CallImport.Web.Auth;

/// <summary>Slows down one source that tries many tokens. They cannot be guessed; this is about the database that is asked for each.</summary>
public sealed class TokenThrottle(TimeProvider time) : SourceThrottle(time)
{
    /// <summary>Wrong tokens of one source per minute. An office behind one address has some programs with an old one.</summary>
    protected override int Limit => 60;

    protected override TimeSpan Window => TimeSpan.FromMinutes(1);
}
