using CallImport.Domain.Platforms;
using MudBlazor;

namespace CallImport.Web.Components.Formatting;

/// <summary>Names of the checks and of platform states, as people read them.</summary>
internal static class CheckTexts
{
    public static string Name(CredentialCheckName name) => name switch
    {
        CredentialCheckName.Reached => "Platform reached",
        CredentialCheckName.SignedIn => "Signed in",
        CredentialCheckName.MayListCalls => "May list calls",
        CredentialCheckName.MayReadMedia => "May read recordings",
        CredentialCheckName.MayReadTranscripts => "May read transcripts",
        _ => "Quota left",
    };

    public static (string Label, Tone Tone, string Icon) Status(PlatformStatus status) => status switch
    {
        PlatformStatus.Supported => ("Ready", Tone.Good, Icons.Material.Rounded.CheckCircle),
        PlatformStatus.Beta => ("Beta", Tone.Busy, Icons.Material.Rounded.Science),
        PlatformStatus.ComingSoon => ("Coming soon", Tone.Quiet, Icons.Material.Rounded.Schedule),
        _ => ("Not planned", Tone.Quiet, Icons.Material.Rounded.Block),
    };

    public static string Price(int? costPerCallCents) =>
        costPerCallCents is > 0 and var cents ? $"{Amounts.Money(cents)} per call" : "Included";
}
