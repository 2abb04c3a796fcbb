using Npgsql;
using NpgsqlTypes;

namespace CallImport.Infrastructure.Queue;

/// <summary>Sends rows as one array per column, for <c>unnest</c>: one statement and one plan, however many rows.</summary>
internal sealed class ColumnArrays(NpgsqlBatchCommand command)
{
    public NpgsqlBatchCommand Command { get; } = command;

    public void Add<TRow, TValue>(string name, NpgsqlDbType type, IReadOnlyList<TRow> rows, Func<TRow, TValue> column)
    {
        var values = new TValue[rows.Count];
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = column(rows[index]);
        }

        Command.Parameters.Add(new NpgsqlParameter(name, NpgsqlDbType.Array | type) { Value = values });
    }
}
