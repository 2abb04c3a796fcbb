using CallImport.Domain.Platforms;
using CallImport.Infrastructure.Platforms;

namespace CallImport.Web.GraphQL.Credentials;

/// <summary>How the parts of a key are written in one string, by platform.</summary>
internal static class ApiKeyForms
{
    public static string Description { get; } = $"The key, its parts joined by colons. {string.Join(", ", PlatformCatalog.Descriptors
        .Where(platform => platform.CredentialFields.Count > 0)
        .Select(platform => $"{platform.DisplayName}: {FormOf(platform)}"))}.";

    public static string FormOf(PlatformDescriptor platform)
    {
        var fields = platform.CredentialFields;
        var inOrder = string.Join(':', fields.Where(field => !field.IsNamed).Select(field => field.Name));
        return fields.Any(field => field.IsNamed)
            ? $"{inOrder} or name=value pairs joined by semicolons ({string.Join(' ', fields.Select(field => field.Name))})"
            : inOrder;
    }

    /// <param name="slug">A value of the enumeration, so it is one of the catalogue.</param>
    public static PlatformDescriptor Find(string slug) => PlatformCatalog.Descriptors.First(platform => platform.Slug == slug);
}
