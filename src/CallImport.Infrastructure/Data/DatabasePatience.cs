using Npgsql;

namespace CallImport.Infrastructure.Data;

/// <summary>
/// How long this process waits for the database, and the database for this process. Whatever hangs ends by itself: a cut cable is found within the
/// command timeout, and a frozen process keeps no lock longer than the server lets it. What the operator's connection string says goes before.
/// </summary>
internal static class DatabasePatience
{
    /// <summary>How <see cref="Queue.SilentSessions"/> knows the sessions of this product.</summary>
    public const string ApplicationName = "callimport";

    /// <summary>For whole tables: migrations, and verbs over a hundred thousand rows.</summary>
    public static readonly TimeSpan Long = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Work resumes within 15 s after the database is back: a command that the outage has swallowed, and a connection, have to be given up before that.
    /// The pool leaves room for a second node within PostgreSQL's own default of 100 connections. A claim or a renewal fits into one buffer, and is therefore
    /// sent whole or not at all. Nothing here leaves a setting or a session lock behind; wiping what is clean would cost a statement for each use of a connection.
    /// </summary>
    private static readonly (string Keyword, object Value)[] Defaults =
    [
        ("Command Timeout", 10),
        ("Timeout", 5),
        ("Keepalive", 10),
        ("No Reset On Close", true),
        ("Maximum Pool Size", 45),
        ("Write Buffer Size", 32 * 1024),
        ("Application Name", ApplicationName),
        ("Options", "-c idle_in_transaction_session_timeout=15s"),
    ];

    public static string Apply(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        var given = builder.Keys.Cast<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var (keyword, value) in Defaults.Where(setting => !given.Contains(setting.Keyword)))
        {
            builder[keyword] = value;
        }

        return builder.ConnectionString;
    }
}
