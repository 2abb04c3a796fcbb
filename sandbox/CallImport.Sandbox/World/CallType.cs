namespace CallImport.Sandbox.World;

/// <summary>The kinds of call; the names are those of phrases.txt.</summary>
internal enum CallType
{
    Discovery,
    Demo,
    Pricing,
    Support,
    Renewal,
}
