using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CallImport.Infrastructure.Data.Migrations
{
    /// <inheritdoc />
    public partial class WebhookSubscriptions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "encrypted_subscription_secret",
                table: "credential_webhooks",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "subscription_due_at",
                table: "credential_webhooks",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "subscription_id",
                table: "credential_webhooks",
                type: "character varying(100)",
                maxLength: 100,
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "encrypted_subscription_secret",
                table: "credential_webhooks");

            migrationBuilder.DropColumn(
                name: "subscription_due_at",
                table: "credential_webhooks");

            migrationBuilder.DropColumn(
                name: "subscription_id",
                table: "credential_webhooks");
        }
    }
}
