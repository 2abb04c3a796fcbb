using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CallImport.Infrastructure.Data.Migrations
{
    /// <inheritdoc />
    public partial class OngoingSync : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "removed_at",
                table: "imported_calls",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "last_deep_run_at",
                table: "import_sync_configs",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "next_run_at",
                table: "import_sync_configs",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "rescan_from",
                table: "import_sync_configs",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "sync_from",
                table: "import_sync_configs",
                type: "timestamp with time zone",
                nullable: false,
                defaultValueSql: "now()");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "undone_at",
                table: "import_jobs",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "credential_webhooks",
                columns: table => new
                {
                    credential_id = table.Column<Guid>(type: "uuid", nullable: false),
                    workspace_id = table.Column<Guid>(type: "uuid", nullable: false),
                    platform = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    connection_key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    encrypted_secret = table.Column<string>(type: "text", nullable: true),
                    encrypted_previous_secret = table.Column<string>(type: "text", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_credential_webhooks", x => x.credential_id);
                    table.ForeignKey(
                        name: "fk_credential_webhooks_import_credentials_credential_id",
                        column: x => x.credential_id,
                        principalTable: "import_credentials",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_credential_webhooks_workspaces_workspace_id",
                        column: x => x.workspace_id,
                        principalTable: "workspaces",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "webhook_events",
                columns: table => new
                {
                    credential_id = table.Column<Guid>(type: "uuid", nullable: false),
                    body_sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    workspace_id = table.Column<Guid>(type: "uuid", nullable: false),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    deliveries = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_webhook_events", x => new { x.credential_id, x.body_sha256 });
                    table.ForeignKey(
                        name: "fk_webhook_events_credential_webhooks_credential_id",
                        column: x => x.credential_id,
                        principalTable: "credential_webhooks",
                        principalColumn: "credential_id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_webhook_events_workspaces_workspace_id",
                        column: x => x.workspace_id,
                        principalTable: "workspaces",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "idx_import_sync_configs_due",
                table: "import_sync_configs",
                column: "next_run_at",
                filter: "enabled");

            migrationBuilder.AddCheckConstraint(
                name: "ck_import_sync_configs_due",
                table: "import_sync_configs",
                sql: "enabled = (next_run_at IS NOT NULL)");

            migrationBuilder.CreateIndex(
                name: "idx_import_jobs_sync_runs",
                table: "import_jobs",
                columns: new[] { "credential_id", "created_at" },
                descending: new[] { false, true },
                filter: "job_type = 'sync'");

            migrationBuilder.CreateIndex(
                name: "ix_credential_webhooks_connection_key",
                table: "credential_webhooks",
                column: "connection_key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_credential_webhooks_workspace_id",
                table: "credential_webhooks",
                column: "workspace_id");

            migrationBuilder.CreateIndex(
                name: "ix_webhook_events_received_at",
                table: "webhook_events",
                column: "received_at");

            migrationBuilder.CreateIndex(
                name: "ix_webhook_events_workspace_id",
                table: "webhook_events",
                column: "workspace_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "webhook_events");

            migrationBuilder.DropTable(
                name: "credential_webhooks");

            migrationBuilder.DropIndex(
                name: "idx_import_sync_configs_due",
                table: "import_sync_configs");

            migrationBuilder.DropCheckConstraint(
                name: "ck_import_sync_configs_due",
                table: "import_sync_configs");

            migrationBuilder.DropIndex(
                name: "idx_import_jobs_sync_runs",
                table: "import_jobs");

            migrationBuilder.DropColumn(
                name: "removed_at",
                table: "imported_calls");

            migrationBuilder.DropColumn(
                name: "last_deep_run_at",
                table: "import_sync_configs");

            migrationBuilder.DropColumn(
                name: "next_run_at",
                table: "import_sync_configs");

            migrationBuilder.DropColumn(
                name: "rescan_from",
                table: "import_sync_configs");

            migrationBuilder.DropColumn(
                name: "sync_from",
                table: "import_sync_configs");

            migrationBuilder.DropColumn(
                name: "undone_at",
                table: "import_jobs");
        }
    }
}
