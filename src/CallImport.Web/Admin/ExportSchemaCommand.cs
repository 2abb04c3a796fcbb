using CallImport.Web.GraphQL;

namespace CallImport.Web.Admin;

/// <summary>Writes the schema of the API, as it is checked in, to a file or into the answer.</summary>
internal sealed class ExportSchemaCommand : IOperatorCommand
{
    public string Verb => "export-schema";

    public async Task<object> RunAsync(OperatorArguments arguments, CancellationToken cancellationToken)
    {
        arguments.Allow("file");
        using var schema = new CallImportSchema();
        var text = SchemaText.Of(schema);
        if (arguments.Optional("file") is not { } file)
        {
            return new { Schema = text };
        }

        await File.WriteAllTextAsync(file, text, cancellationToken);
        return new { File = Path.GetFullPath(file), Lines = text.Count(character => character == '\n') };
    }
}
