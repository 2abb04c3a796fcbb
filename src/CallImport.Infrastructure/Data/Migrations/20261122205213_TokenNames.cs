using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CallImport.Infrastructure.Data.Migrations
{
    /// <inheritdoc />
    public partial class TokenNames : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "name",
                table: "api_tokens",
                type: "character varying(100)",
                maxLength: 100,
                nullable: false,
                defaultValue: "");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "name",
                table: "api_tokens");
        }
    }
}
