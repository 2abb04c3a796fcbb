using CallImport.Infrastructure.Data;

namespace CallImport.Web.Admin;

internal sealed class MigrateCommand(DatabaseStart database) : IOperatorCommand
{
    public string Verb => "migrate";

    public async Task<object> RunAsync(OperatorArguments arguments, CancellationToken cancellationToken)
    {
        arguments.Allow();
        return new { Migrated = true, Applied = await database.MigrateAsync(cancellationToken) };
    }
}
