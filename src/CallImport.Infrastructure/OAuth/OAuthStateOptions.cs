using System.ComponentModel.DataAnnotations;

namespace CallImport.Infrastructure.OAuth;

public sealed class OAuthStateOptions
{
    public const string Section = "OAuth";

    /// <summary>How long a sign-in at a vendor may take, in seconds.</summary>
    [Range(1, 600)]
    public int StateSeconds { get; set; } = 600;
}
