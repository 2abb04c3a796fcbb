using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CallImport.Infrastructure.Data.Migrations
{
    /// <inheritdoc />
    public partial class CallsInWork : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Every claim asks for it. A bitmap scan would visit the entries of all calls that have been in work since the last vacuum, again and again; an index
            // scan marks them as it goes, and the next one passes them by.
            migrationBuilder.Sql(
                """
                CREATE OR REPLACE FUNCTION calls_in_work() RETURNS TABLE (workspace_id uuid, calls bigint)
                LANGUAGE sql STABLE ROWS 100 SET enable_bitmapscan = off SET enable_seqscan = off AS $$
                    SELECT workspace_id, count(*) FROM imported_calls
                    WHERE status IN ('downloading', 'transcribing', 'processing') GROUP BY workspace_id
                $$
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP FUNCTION calls_in_work()");
        }
    }
}
