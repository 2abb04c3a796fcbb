using CallImport.Domain;
using CallImport.Infrastructure.Credentials;
using CallImport.Infrastructure.OAuth;

namespace CallImport.Web.Endpoints;

/// <summary>What can be wrong with a return from a platform before anything is looked at: a word for the address, a sentence for the page.</summary>
public static class OAuthProblems
{
    public const string SignedOut = "signed-out";

    private static readonly Dictionary<string, string> Sentences = new()
    {
        [SignedOut] = "You were signed out of CallImport while you were away, so the account was not connected. Begin again.",
        ["used"] = new OAuthStateUsed().Message,
        ["expired"] = new OAuthStateExpired().Message,
        ["not-yours"] = new OAuthStateUnknown().Message,
        ["forbidden"] = new MayNotManageCredentials().Message,
    };

    public static string Of(Refusal? refusal) => refusal switch
    {
        OAuthStateUsed => "used",
        OAuthStateExpired => "expired",
        MayNotManageCredentials => "forbidden",
        _ => "not-yours",
    };

    /// <returns>null for a word that is none of ours</returns>
    public static string? Sentence(string? problem) => problem is null ? null : Sentences.GetValueOrDefault(problem);
}
