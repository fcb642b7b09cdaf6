using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BackOffice.Workflows.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class EditionsAndKeepingTimes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "FilesRemovedAt",
                table: "RequestedReports",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "KeyEditions",
                columns: table => new
                {
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Edition = table.Column<string>(type: "TEXT", nullable: false),
                    MadeUpTo = table.Column<long>(type: "INTEGER", nullable: false),
                    FinishedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_KeyEditions", x => x.Kind);
                });

            migrationBuilder.CreateIndex(
                name: "IX_RequestedReports_DueAt",
                table: "RequestedReports",
                column: "DueAt",
                filter: "\"FilesRemovedAt\" IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "KeyEditions");

            migrationBuilder.DropIndex(
                name: "IX_RequestedReports_DueAt",
                table: "RequestedReports");

            migrationBuilder.DropColumn(
                name: "FilesRemovedAt",
                table: "RequestedReports");
        }
    }
}
