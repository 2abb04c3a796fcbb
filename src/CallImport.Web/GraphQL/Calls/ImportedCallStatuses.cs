using CallImport.Domain;
using CallImport.Domain.Imports;
using CallImport.Web.GraphQL.Errors;

namespace CallImport.Web.GraphQL.Calls;

/// <summary>The states of a call are written as they are stored, and read in any case.</summary>
internal static class ImportedCallStatuses
{
    public static string Listed { get; } = string.Join(", ", Enum.GetValues<ImportedCallStatus>().Select(Slug.Of));

    public static string ListedFailures { get; } = string.Join(", ", Enum.GetValues<FailureClass>().Select(Slug.Of));

    /// <exception cref="ApiError">There is no such state.</exception>
    public static ImportedCallStatus? Parse(string? status)
    {
        if (string.IsNullOrEmpty(status))
        {
            return null;
        }

        return Slug.TryParse<ImportedCallStatus>(status.ToLowerInvariant(), out var known)
            ? known
            : throw ApiError.BadInput($"status is one of {Listed}.");
    }
}
