namespace CallImport.Infrastructure.Engagements;

/// <param name="Calls">How many were erased now; calls that had been erased before do not count.</param>
/// <param name="Recordings">How many recordings went with them.</param>
public sealed record ErasedCalls(int Calls, int Recordings)
{
    public static ErasedCalls operator +(ErasedCalls left, ErasedCalls right) => new(left.Calls + right.Calls, left.Recordings + right.Recordings);
}
