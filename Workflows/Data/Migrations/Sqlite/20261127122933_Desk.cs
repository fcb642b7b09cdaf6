using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BackOffice.Workflows.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Desk : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_SearchTerms_CaseId",
                table: "SearchTerms");

            migrationBuilder.DropIndex(
                name: "IX_Cases_OpenedAt",
                table: "Cases");

            migrationBuilder.AddColumn<string>(
                name: "CompanyKey",
                table: "Cases",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "Deadline",
                table: "Cases",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ExtendedAt",
                table: "Cases",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Owner",
                table: "Cases",
                type: "TEXT",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "RemindedAt",
                table: "Cases",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SiteCode",
                table: "Cases",
                type: "TEXT",
                maxLength: 9,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "CaseVersion",
                table: "Audit",
                type: "INTEGER",
                nullable: true);

            // By hand: what cases that are there already are sorted and limited by. Verify with --repair makes the names anew as the product reads them; a deadline comes with the next look.
            migrationBuilder.Sql("""
                UPDATE "Cases" SET
                    "SiteCode" = (SELECT a."SiteCode" FROM "Accounts" a WHERE a."Id" = "Cases"."AccountId"),
                    "CompanyKey" = (SELECT lower(substr(p."CompanyName", 1, 60)) FROM "Accounts" a JOIN "Providers" p ON p."Id" = a."ProviderId" WHERE a."Id" = "Cases"."AccountId")
                """);

            migrationBuilder.CreateTable(
                name: "BulkItems",
                columns: table => new
                {
                    RunId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Place = table.Column<int>(type: "INTEGER", nullable: false),
                    CaseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Code = table.Column<string>(type: "TEXT", nullable: true),
                    Indonesian = table.Column<string>(type: "TEXT", nullable: true),
                    English = table.Column<string>(type: "TEXT", nullable: true),
                    At = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BulkItems", x => new { x.RunId, x.Place });
                });

            migrationBuilder.CreateTable(
                name: "BulkRuns",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Act = table.Column<string>(type: "TEXT", nullable: false),
                    Digest = table.Column<string>(type: "TEXT", nullable: false),
                    Total = table.Column<int>(type: "INTEGER", nullable: false),
                    StartedBy = table.Column<string>(type: "TEXT", nullable: false),
                    StartedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    CancelledBy = table.Column<string>(type: "TEXT", nullable: true),
                    FinishedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BulkRuns", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "CaseClaims",
                columns: table => new
                {
                    CaseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Holder = table.Column<string>(type: "TEXT", nullable: false),
                    Since = table.Column<long>(type: "INTEGER", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CaseClaims", x => x.CaseId);
                });

            migrationBuilder.CreateIndex(
                name: "IX_SearchTerms_CaseId_Term",
                table: "SearchTerms",
                columns: new[] { "CaseId", "Term" });

            migrationBuilder.CreateIndex(
                name: "IX_Recoveries_LapsesAt",
                table: "Recoveries",
                column: "LapsesAt",
                filter: "\"State\" IN ('Requested', 'Approved')");

            migrationBuilder.CreateIndex(
                name: "IX_Instances_Status",
                table: "Instances",
                column: "Status",
                filter: "\"Status\" = 'Parked'");

            migrationBuilder.CreateIndex(
                name: "IX_Cases_CompanyKey_Number",
                table: "Cases",
                columns: new[] { "CompanyKey", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_Cases_Deadline_Number",
                table: "Cases",
                columns: new[] { "Deadline", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_Cases_OpenedAt_Number",
                table: "Cases",
                columns: new[] { "OpenedAt", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_Cases_Owner_OpenedAt_Number",
                table: "Cases",
                columns: new[] { "Owner", "OpenedAt", "Number" },
                filter: "\"ClosedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Cases_SiteCode_Number",
                table: "Cases",
                columns: new[] { "SiteCode", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_Cases_State_Number",
                table: "Cases",
                columns: new[] { "State", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_Cases_State_OpenedAt_Number",
                table: "Cases",
                columns: new[] { "State", "OpenedAt", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_Cases_StateSince_Number",
                table: "Cases",
                columns: new[] { "StateSince", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_BulkItems_RunId_State_Place",
                table: "BulkItems",
                columns: new[] { "RunId", "State", "Place" });

            migrationBuilder.CreateIndex(
                name: "IX_BulkRuns_StartedAt",
                table: "BulkRuns",
                column: "StartedAt");

            migrationBuilder.CreateIndex(
                name: "IX_BulkRuns_State",
                table: "BulkRuns",
                column: "State",
                filter: "\"State\" IN ('Due', 'Running')");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "BulkItems");

            migrationBuilder.DropTable(
                name: "BulkRuns");

            migrationBuilder.DropTable(
                name: "CaseClaims");

            migrationBuilder.DropIndex(
                name: "IX_SearchTerms_CaseId_Term",
                table: "SearchTerms");

            migrationBuilder.DropIndex(
                name: "IX_Recoveries_LapsesAt",
                table: "Recoveries");

            migrationBuilder.DropIndex(
                name: "IX_Instances_Status",
                table: "Instances");

            migrationBuilder.DropIndex(
                name: "IX_Cases_CompanyKey_Number",
                table: "Cases");

            migrationBuilder.DropIndex(
                name: "IX_Cases_Deadline_Number",
                table: "Cases");

            migrationBuilder.DropIndex(
                name: "IX_Cases_OpenedAt_Number",
                table: "Cases");

            migrationBuilder.DropIndex(
                name: "IX_Cases_Owner_OpenedAt_Number",
                table: "Cases");

            migrationBuilder.DropIndex(
                name: "IX_Cases_SiteCode_Number",
                table: "Cases");

            migrationBuilder.DropIndex(
                name: "IX_Cases_State_Number",
                table: "Cases");

            migrationBuilder.DropIndex(
                name: "IX_Cases_State_OpenedAt_Number",
                table: "Cases");

            migrationBuilder.DropIndex(
                name: "IX_Cases_StateSince_Number",
                table: "Cases");

            migrationBuilder.DropColumn(
                name: "CompanyKey",
                table: "Cases");

            migrationBuilder.DropColumn(
                name: "Deadline",
                table: "Cases");

            migrationBuilder.DropColumn(
                name: "ExtendedAt",
                table: "Cases");

            migrationBuilder.DropColumn(
                name: "Owner",
                table: "Cases");

            migrationBuilder.DropColumn(
                name: "RemindedAt",
                table: "Cases");

            migrationBuilder.DropColumn(
                name: "SiteCode",
                table: "Cases");

            migrationBuilder.DropColumn(
                name: "CaseVersion",
                table: "Audit");

            migrationBuilder.CreateIndex(
                name: "IX_SearchTerms_CaseId",
                table: "SearchTerms",
                column: "CaseId");

            migrationBuilder.CreateIndex(
                name: "IX_Cases_OpenedAt",
                table: "Cases",
                column: "OpenedAt");
        }
    }
}
