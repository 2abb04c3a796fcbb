namespace CallImport.Sandbox.Voices;

/// <summary>Slows a download down to so many bytes a second; 0 = as fast as it can be taken.</summary>
internal sealed class Pace(long bytesPerSecond, TimeProvider time)
{
    public bool IsSlow => bytesPerSecond > 0;

    public Task SpendAsync(long bytes, CancellationToken cancellationToken) => IsSlow
        ? Task.Delay(TimeSpan.FromSeconds((double)bytes / bytesPerSecond), time, cancellationToken)
        : Task.CompletedTask;
}
