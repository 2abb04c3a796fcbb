namespace CallImport.Web.GraphQL.Reference;

/// <summary>Something in the schema that can be pointed to.</summary>
/// <param name="Name"><c>ImportJob</c>, <c>ImportJob.status</c>.</param>
/// <param name="Address">Where it is shown.</param>
public sealed record ApiPlace(string Name, string? Description, string Address)
{
    /// <summary>Everything whose name, argument or description has the text; names first.</summary>
    public static IReadOnlyList<ApiPlace> Search(ApiReference reference, string text)
    {
        bool Says(string? words) => words?.Contains(text, StringComparison.OrdinalIgnoreCase) == true;
        var byName = new List<ApiPlace>();
        var byWords = new List<ApiPlace>();
        foreach (var type in reference.Types)
        {
            Add(Says(type.Name), Says(type.Description), new ApiPlace(type.Name, type.Description, $"/api/schema/{type.Name}"));
            foreach (var field in type.Fields)
            {
                Add(
                    Says(field.Name),
                    Says(field.Description) || field.Arguments.Any(argument => Says(argument.Name) || Says(argument.Description)),
                    new ApiPlace($"{type.Name}.{field.Name}", field.Description, $"/api/schema/{type.Name}#{field.Name}"));
            }

            foreach (var value in type.Values)
            {
                Add(Says(value.Name), Says(value.Description), new ApiPlace($"{type.Name}.{value.Name}", value.Description, $"/api/schema/{type.Name}#{value.Name}"));
            }
        }

        return [.. byName, .. byWords];

        void Add(bool named, bool described, ApiPlace place)
        {
            if (named)
            {
                byName.Add(place);
            }
            else if (described)
            {
                byWords.Add(place);
            }
        }
    }
}
