using CallImport.Infrastructure.Data;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace CallImport.Tests.Unit.Architecture;

/// <summary>
/// Nodes of the version before work on while new ones migrate, and again after a roll back: a migration may add what they need not know, and nothing else.
/// docs/upgrades.md says how something is taken away.
/// </summary>
public sealed class MigrationTests
{
    /// <summary>It met an empty database.</summary>
    private const string First = "Initial";

    /// <summary>Looked at by a person: the version before goes on working.</summary>
    private static readonly string[] Harmless =
    [
        // On rows that no version before has written.
        "OngoingSync: AddCheckConstraintOperation ck_import_sync_configs_due",

        // PostgreSQL assigns jsonb to json by itself, and both read as text.
        "LeanTranscripts: AlterColumnOperation transcripts.original",

        // How values are compressed is nobody's business but the database's.
        "LeanTranscripts: SqlOperation ",

        // Fills the table that it has just made, from one that stays as it is.
        "AuditHead: SqlOperation ",

        // Makes a function that no version before calls.
        "CallsInWork: SqlOperation ",

        // When an index is tidied up is nobody's business but the database's.
        "ShortPendingList: SqlOperation ",
    ];

    public static TheoryData<string> Later =>
        [.. typeof(CallImportDbContext).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Migration)) && type.Name != First).Select(type => type.Name)];

    [Theory]
    [MemberData(nameof(Later))]
    public void A_migration_only_adds_what_the_version_before_need_not_know(string name)
    {
        var type = typeof(CallImportDbContext).Assembly.GetTypes().Single(type => type.IsSubclassOf(typeof(Migration)) && type.Name == name);
        var operations = ((Migration)Activator.CreateInstance(type)!).UpOperations; // A class with a constructor is always made.
        var made = operations.OfType<CreateTableOperation>().Select(table => table.Name).ToList();

        Assert.Empty(operations.Where(operation => !IsAddition(operation, made))
            .Select(operation => $"{name}: {operation.GetType().Name} {NameOf(operation)}").Except(Harmless));
    }

    private static bool IsAddition(MigrationOperation operation, List<string> made) => operation switch
    {
        // Whoever does not know the column writes rows without it.
        AddColumnOperation column => column.IsNullable || column.DefaultValue is not null || column.DefaultValueSql is not null,
        CreateIndexOperation index => !index.IsUnique || made.Contains(index.Table),
        AddForeignKeyOperation key => made.Contains(key.Table),
        AddCheckConstraintOperation check => made.Contains(check.Table),
        CreateTableOperation or DropIndexOperation => true,
        _ => false,
    };

    private static string NameOf(MigrationOperation operation) => operation switch
    {
        ColumnOperation column => $"{column.Table}.{column.Name}",
        AddCheckConstraintOperation check => check.Name,
        ITableMigrationOperation table => table.Table,
        _ => "",
    };
}
