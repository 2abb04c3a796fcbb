namespace CallImport.Web.Components;

/// <summary>
/// What the browser told us about the person in front of it: chosen theme, the system's own and the time zone. Read from cookies that
/// <c>viewer.js</c> keeps, so that the first paint is right.
/// </summary>
/// <param name="Theme">The choice: <c>light</c>, <c>dark</c> or <c>system</c>.</param>
/// <param name="SystemIsDark">What the system prefers.</param>
/// <param name="TimeZone">IANA name; anything unknown is shown as UTC.</param>
public sealed record Viewer(string Theme, bool SystemIsDark, string TimeZone)
{
    public const string Light = "light";
    public const string Dark = "dark";
    public const string System = "system";

    /// <summary>Null for strangers.</summary>
    public Account? Account { get; init; }

    public static Viewer Unknown { get; } = new(System, false, "UTC");

    public bool IsDark => Theme == Dark || (Theme != Light && SystemIsDark);

    public TimeZoneInfo Zone => TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out var zone) ? zone : TimeZoneInfo.Utc;

    internal static Viewer From(IRequestCookieCollection cookies) => new(
        cookies["theme"] is Light or Dark ? cookies["theme"] ?? System : System,
        cookies["scheme"] == Dark,
        cookies["zone"] is { Length: > 0 and < 64 } zone ? Uri.UnescapeDataString(zone) : "UTC");
}
