using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BackOffice.Workflows.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class FollowUps : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_BulkRuns_State",
                table: "BulkRuns");

            migrationBuilder.AddColumn<long>(
                name: "Until",
                table: "AttemptBuckets",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Providers_WaitingForArgon",
                table: "Providers",
                column: "Id",
                filter: "\"SealedPassword\" LIKE 'hk1:%'");

            migrationBuilder.CreateIndex(
                name: "IX_BulkRuns_State",
                table: "BulkRuns",
                column: "State",
                filter: "\"State\" IN ('Preparing', 'Due', 'Running')");

            migrationBuilder.CreateIndex(
                name: "IX_AttemptBuckets_Until",
                table: "AttemptBuckets",
                column: "Until",
                filter: "\"Until\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Providers_WaitingForArgon",
                table: "Providers");

            migrationBuilder.DropIndex(
                name: "IX_BulkRuns_State",
                table: "BulkRuns");

            migrationBuilder.DropIndex(
                name: "IX_AttemptBuckets_Until",
                table: "AttemptBuckets");

            migrationBuilder.DropColumn(
                name: "Until",
                table: "AttemptBuckets");

            migrationBuilder.CreateIndex(
                name: "IX_BulkRuns_State",
                table: "BulkRuns",
                column: "State",
                filter: "\"State\" IN ('Due', 'Running')");
        }
    }
}
