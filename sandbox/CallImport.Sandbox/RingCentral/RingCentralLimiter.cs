using CallImport.Sandbox.Vendors;

namespace CallImport.Sandbox.RingCentral;

/// <summary>Four groups with a limit per minute each. Whoever exceeds one is shut out of it for a while, and for as long again with every further request.</summary>
internal sealed class RingCentralLimiter(RingCentralSandboxOptions options, TimeProvider time)
{
    public const string Heavy = "heavy";
    public const string Medium = "medium";
    public const string Light = "light";
    public const string Auth = "auth";

    public static readonly TimeSpan Window = TimeSpan.FromSeconds(60);

    private readonly Lock _lock = new();

    private readonly Dictionary<string, RequestWindow> _windows = new(StringComparer.Ordinal)
    {
        [Heavy] = new(Window, time) { Limit = options.HeavyPerMinute },
        [Medium] = new(Window, time) { Limit = options.MediumPerMinute },
        [Light] = new(Window, time) { Limit = options.LightPerMinute },
        [Auth] = new(Window, time) { Limit = options.AuthPerMinute },
    };

    private readonly Dictionary<string, DateTimeOffset> _shutUntil = new(StringComparer.Ordinal);

    public TimeSpan Penalty { get; set; } = TimeSpan.FromSeconds(options.PenaltySeconds);

    public RequestWindow Group(string group) => _windows[group];

    /// <summary>Null when the request may pass, otherwise how long to wait.</summary>
    public TimeSpan? Refuse(string group)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            if (!(_shutUntil.GetValueOrDefault(group) > now) && _windows[group].Refuse() is null)
            {
                return null;
            }

            _shutUntil[group] = now + Penalty;
            return Penalty;
        }
    }
}
