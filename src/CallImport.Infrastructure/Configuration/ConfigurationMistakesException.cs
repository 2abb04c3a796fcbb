namespace CallImport.Infrastructure.Configuration;

/// <summary>The configuration cannot be used; each mistake names its key.</summary>
public sealed class ConfigurationMistakesException(IReadOnlyList<string> mistakes)
    : StartRefusedException($"The configuration is not usable:{string.Concat(mistakes.Select(mistake => $"{Environment.NewLine}  {mistake}"))}")
{
    public IReadOnlyList<string> Mistakes { get; } = mistakes;
}
