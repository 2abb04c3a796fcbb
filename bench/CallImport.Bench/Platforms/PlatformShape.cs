using CallImport.Sandbox;

namespace CallImport.Bench.Platforms;

/// <summary>
/// What one platform is tried with. Limits are those that the vendor documents, raised so that a run ends within minutes; the registry's number is raised
/// by as much, so that it is felt all the same.
/// </summary>
/// <param name="Raised">How many times.</param>
/// <param name="Raise">Does it at the sandbox; null for a platform that sends files: it has neither limits nor tokens, and nothing of it goes wrong.</param>
internal sealed record PlatformShape(string Slug, int Raised, Action<SandboxOptions, int>? Raise)
{
    public static IReadOnlyList<PlatformShape> All { get; } =
    [
        new("gong", 1, (_, _) => { }),
        new("fathom", 40, (options, times) =>
        {
            (options.Fathom.RequestsPerMinute, options.Fathom.HeavyPerMinute) = (options.Fathom.RequestsPerMinute * times, options.Fathom.HeavyPerMinute * times);
            options.Fathom.DownloadsPerMinute *= times;
        }),
        new("grain", 8, (options, times) => options.Grain.RequestsPerMinute *= times),
        new("ringcentral", 80, (options, times) =>
        {
            (options.RingCentral.HeavyPerMinute, options.RingCentral.MediumPerMinute) = (options.RingCentral.HeavyPerMinute * times, options.RingCentral.MediumPerMinute * times);
            (options.RingCentral.LightPerMinute, options.RingCentral.AuthPerMinute) = (options.RingCentral.LightPerMinute * times, options.RingCentral.AuthPerMinute * times);
        }) { HasNoLateTranscripts = true },
        new("zoom_phone", 4, (options, times) =>
            (options.ZoomPhone.MediumPerSecond, options.ZoomPhone.LightPerSecond) = (options.ZoomPhone.MediumPerSecond * times, options.ZoomPhone.LightPerSecond * times)),
        new("five29", 1, null),
    ];

    public bool SendsFiles => Raise is null;

    /// <summary>A transcript that is not there for a call of some age will never be; elsewhere the import asks again.</summary>
    public bool HasNoLateTranscripts { get; init; }
}
