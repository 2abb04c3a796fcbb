namespace CallImport.Tests.E2E.Browser.Driving;

/// <summary>How wide the window is and which theme the system has.</summary>
internal sealed record Look(string Name, bool IsDark, int Width, int Height)
{
    public static Look Light { get; } = new("light", false, 1280, 800);

    public static Look Dark { get; } = new("dark", true, 1280, 800);

    public static Look Phone { get; } = new("phone", false, 390, 844);
}
