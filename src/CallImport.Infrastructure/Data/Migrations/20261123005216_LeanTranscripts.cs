using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CallImport.Infrastructure.Data.Migrations
{
    /// <inheritdoc />
    public partial class LeanTranscripts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<string>(
                name: "original",
                table: "transcripts",
                type: "json",
                nullable: true,
                oldClrType: typeof(string),
                oldType: "jsonb",
                oldNullable: true);

            // Costs a fraction of the usual compression when a call is written. A server that was built without it goes on as before.
            migrationBuilder.Sql(
                """
                DO $$
                BEGIN
                    ALTER TABLE transcripts ALTER segments SET COMPRESSION lz4, ALTER text SET COMPRESSION lz4, ALTER original SET COMPRESSION lz4;
                    ALTER TABLE engagements ALTER search_vector SET COMPRESSION lz4, ALTER insights SET COMPRESSION lz4;
                EXCEPTION WHEN feature_not_supported THEN
                    NULL;
                END
                $$
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<string>(
                name: "original",
                table: "transcripts",
                type: "jsonb",
                nullable: true,
                oldClrType: typeof(string),
                oldType: "json",
                oldNullable: true);

            migrationBuilder.Sql(
                """
                ALTER TABLE transcripts ALTER segments SET COMPRESSION default, ALTER text SET COMPRESSION default, ALTER original SET COMPRESSION default;
                ALTER TABLE engagements ALTER search_vector SET COMPRESSION default, ALTER insights SET COMPRESSION default
                """);
        }
    }
}
