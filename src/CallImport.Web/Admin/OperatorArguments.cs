namespace CallImport.Web.Admin;

/// <summary>A verb and its options: <c>--name value</c>, <c>--name=value</c> or, for a switch, <c>--name</c> alone.</summary>
public sealed class OperatorArguments
{
    private readonly Dictionary<string, string?> options;

    private OperatorArguments(string verb, Dictionary<string, string?> options)
    {
        Verb = verb;
        this.options = options;
    }

    public string Verb { get; }

    public static OperatorArguments Parse(IReadOnlyList<string> words)
    {
        var options = new Dictionary<string, string?>(StringComparer.Ordinal);
        for (var index = 1; index < words.Count; index++)
        {
            if (!words[index].StartsWith("--", StringComparison.Ordinal))
            {
                throw new OperatorMistakeException($"'{words[index]}' is not an option; options begin with --.");
            }

            var option = words[index][2..];
            if (option.IndexOf('=', StringComparison.Ordinal) is var equals and > 0)
            {
                options[option[..equals]] = option[(equals + 1)..];
            }
            else if (index + 1 < words.Count && !words[index + 1].StartsWith("--", StringComparison.Ordinal))
            {
                options[option] = words[++index];
            }
            else
            {
                options[option] = null;
            }
        }

        return new OperatorArguments(words.Count > 0 ? words[0] : "", options);
    }

    public string Required(string name) =>
        Optional(name) ?? throw new OperatorMistakeException($"{Verb} needs --{name}.");

    public string? Optional(string name) => options.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    public bool Has(string name) => options.ContainsKey(name);

    /// <exception cref="OperatorMistakeException">An option that the command does not know: a typing error must not be passed over.</exception>
    public void Allow(params string[] names)
    {
        if (options.Keys.Except(names).FirstOrDefault() is { } unknown)
        {
            throw new OperatorMistakeException($"{Verb} has no option --{unknown}. Options: {string.Join(", ", names.Select(name => $"--{name}"))}.");
        }
    }
}
