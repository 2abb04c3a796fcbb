using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace CallImport.Infrastructure.Configuration;

/// <summary>
/// Reads a section as the options type would bind it, and says everything that is wrong with it. The binder itself stops at
/// the first value that it cannot convert, which would make an operator start as often as there are mistakes.
/// </summary>
internal static class OptionsInspection
{
    public static IReadOnlyList<string> Inspect(Type options, IConfigurationSection section)
    {
        var mistakes = new List<string>();
        Read(options, section, mistakes);
        return mistakes;
    }

    private static object Read(Type type, IConfigurationSection section, List<string> mistakes)
    {
        var instance = Activator.CreateInstance(type) ?? throw new InvalidOperationException($"{type} has no parameterless constructor.");
        var before = mistakes.Count;
        foreach (var property in type.GetProperties().Where(property => property.CanWrite))
        {
            ReadProperty(instance, property, section.GetSection(property.Name), mistakes);
        }

        // Rules between fields make sense only when each field does.
        if (instance is IValidatableObject rules && mistakes.Count == before)
        {
            mistakes.AddRange(rules.Validate(new ValidationContext(instance))
                .Select(result => $"{string.Join(", ", result.MemberNames.Select(name => $"{section.Path}:{name}"))}: {result.ErrorMessage}"));
        }

        return instance;
    }

    private static void ReadProperty(object instance, PropertyInfo property, IConfigurationSection section, List<string> mistakes)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (type == typeof(string[]))
        {
            property.SetValue(instance, section.GetChildren().Select(child => child.Value ?? string.Empty).ToArray());
        }
        else if (type.GetElementType() is { } element)
        {
            foreach (var child in section.GetChildren())
            {
                Read(element, child, mistakes);
            }
        }
        else if (type.IsClass && type != typeof(string) && type != typeof(Uri))
        {
            property.SetValue(instance, Read(type, section, mistakes));
        }
        else if (section.Value is { Length: > 0 } text)
        {
            if (!TryConvert(type, text, out var value))
            {
                mistakes.Add($"{section.Path}: {Expectation(type)}.");
                return;
            }

            property.SetValue(instance, value);
        }

        mistakes.AddRange(property.GetCustomAttributes<ValidationAttribute>()
            .Where(rule => !rule.IsValid(property.GetValue(instance)))
            .Select(rule => $"{section.Path}: {Reason(rule)}"));
    }

    private static bool TryConvert(Type type, string text, out object? value)
    {
        value = null;
        try
        {
            // Numbers would pass as enum values without a name.
            value = type.IsEnum && !Enum.GetNames(type).Contains(text, StringComparer.OrdinalIgnoreCase)
                ? null
                : TypeDescriptor.GetConverter(type).ConvertFromInvariantString(text);
        }
        catch (Exception error) when (error is ArgumentException or FormatException or NotSupportedException or OverflowException)
        {
            return false;
        }

        return value is not null;
    }

    /// <summary>The value itself is left out: it may be a secret in the wrong place.</summary>
    private static string Expectation(Type type) => type switch
    {
        { IsEnum: true } => $"must be one of {string.Join(", ", Enum.GetNames(type))}",
        _ when type == typeof(bool) => "must be true or false",
        _ when type == typeof(Uri) => "must be an absolute http or https address",
        _ => "must be a whole number in range",
    };

    private static string Reason(ValidationAttribute rule) => rule switch
    {
        RequiredAttribute => "is missing.",
        RangeAttribute range => FormattableString.Invariant($"must be between {range.Minimum} and {range.Maximum}."),
        _ => rule.ErrorMessage ?? rule.FormatErrorMessage("value"),
    };
}
