namespace CallImport.Sandbox.ZoomPhone;

internal static class ZoomPhoneScopes
{
    public const string List = "phone:read:list_call_recordings:admin";
    public const string Recording = "phone:read:call_recording:admin";
    public const string Transcript = "phone:read:recording_transcript:admin";
    public const string User = "user:read:user:admin";
    public const string Users = "phone:read:list_users:admin";

    public static readonly IReadOnlySet<string> All = new HashSet<string>(StringComparer.Ordinal) { List, Recording, Transcript, User, Users };

    public static IReadOnlySet<string> AllBut(string missing) => All.Where(scope => scope != missing).ToHashSet(StringComparer.Ordinal);
}
