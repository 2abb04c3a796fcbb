namespace CallImport.Web.GraphQL.Bounds;

/// <summary>About how long the lists of introspection are. The names are those of the GraphQL specification; no list of ours has one of them.</summary>
internal static class IntrospectionSizes
{
    public static int Of(string field) => field switch
    {
        "types" => 60,
        "fields" => 8,
        "enumValues" => 3,
        _ => 1,
    };
}
