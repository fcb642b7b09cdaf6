using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BackOffice.Workflows.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Figures : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "ErasedAt",
                table: "AuditValue",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "Salt",
                table: "AuditValue",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "Number",
                table: "Audit",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "Seal",
                table: "Audit",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ValueDigests",
                table: "Audit",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ToKey",
                table: "Notices",
                type: "TEXT",
                nullable: false,
                computedColumnSql: "lower(\"ToAddress\")",
                stored: false);

            migrationBuilder.AddColumn<string>(
                name: "Key",
                table: "AuditValue",
                type: "TEXT",
                nullable: false,
                computedColumnSql: "lower(substr(\"Value\", 1, 60))",
                stored: false);

            migrationBuilder.CreateTable(
                name: "SiteJobs",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    SiteCode = table.Column<string>(type: "TEXT", maxLength: 9, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    UploadId = table.Column<Guid>(type: "TEXT", nullable: true),
                    AskedBy = table.Column<string>(type: "TEXT", nullable: false),
                    AskedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Stage = table.Column<string>(type: "TEXT", nullable: true),
                    Progress = table.Column<long>(type: "INTEGER", nullable: false),
                    Total = table.Column<long>(type: "INTEGER", nullable: false),
                    CancelAsked = table.Column<bool>(type: "INTEGER", nullable: false),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    StartedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    FinishedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Result = table.Column<string>(type: "TEXT", nullable: true),
                    Failure = table.Column<string>(type: "TEXT", nullable: true),
                    Fingerprint = table.Column<string>(type: "TEXT", nullable: true),
                    RulesVersion = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SiteJobs", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SiteUploads",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    SiteCode = table.Column<string>(type: "TEXT", maxLength: 9, nullable: false),
                    Bytes = table.Column<long>(type: "INTEGER", nullable: false),
                    Digest = table.Column<string>(type: "TEXT", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    DeletedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SiteUploads", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Reports_State",
                table: "Reports",
                column: "State",
                filter: "\"State\" = 'Failed'");

            migrationBuilder.CreateIndex(
                name: "IX_Notices_AccountId",
                table: "Notices",
                column: "AccountId");

            migrationBuilder.CreateIndex(
                name: "IX_Notices_CreatedAt",
                table: "Notices",
                column: "CreatedAt");

            migrationBuilder.CreateIndex(
                name: "IX_Notices_Template_CreatedAt",
                table: "Notices",
                columns: new[] { "Template", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Notices_ToKey_CreatedAt",
                table: "Notices",
                columns: new[] { "ToKey", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_MergeRecords_EveryAt",
                table: "MergeRecords",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_Instances_Incident",
                table: "Instances",
                column: "CaseId",
                filter: "\"Status\" = 'Parked' AND \"Due\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_AuditValue_Key",
                table: "AuditValue",
                column: "Key");

            migrationBuilder.CreateIndex(
                name: "IX_Audit_Act_At",
                table: "Audit",
                columns: new[] { "Act", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_Audit_Actor_At",
                table: "Audit",
                columns: new[] { "Actor", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_Audit_Number",
                table: "Audit",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Audit_SiteCode_At",
                table: "Audit",
                columns: new[] { "SiteCode", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_Accounts_SiteCode_ActivatedAt",
                table: "Accounts",
                columns: new[] { "SiteCode", "ActivatedAt" },
                filter: "\"ClosedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_SiteJobs_SiteCode_AskedAt",
                table: "SiteJobs",
                columns: new[] { "SiteCode", "AskedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_SiteJobs_State",
                table: "SiteJobs",
                column: "State");

            migrationBuilder.CreateIndex(
                name: "IX_SiteUploads_SiteCode",
                table: "SiteUploads",
                column: "SiteCode");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "SiteJobs");

            migrationBuilder.DropTable(
                name: "SiteUploads");

            migrationBuilder.DropIndex(
                name: "IX_Reports_State",
                table: "Reports");

            migrationBuilder.DropIndex(
                name: "IX_Notices_AccountId",
                table: "Notices");

            migrationBuilder.DropIndex(
                name: "IX_Notices_CreatedAt",
                table: "Notices");

            migrationBuilder.DropIndex(
                name: "IX_Notices_Template_CreatedAt",
                table: "Notices");

            migrationBuilder.DropIndex(
                name: "IX_Notices_ToKey_CreatedAt",
                table: "Notices");

            migrationBuilder.DropIndex(
                name: "IX_MergeRecords_EveryAt",
                table: "MergeRecords");

            migrationBuilder.DropIndex(
                name: "IX_Instances_Incident",
                table: "Instances");

            migrationBuilder.DropIndex(
                name: "IX_AuditValue_Key",
                table: "AuditValue");

            migrationBuilder.DropIndex(
                name: "IX_Audit_Act_At",
                table: "Audit");

            migrationBuilder.DropIndex(
                name: "IX_Audit_Actor_At",
                table: "Audit");

            migrationBuilder.DropIndex(
                name: "IX_Audit_Number",
                table: "Audit");

            migrationBuilder.DropIndex(
                name: "IX_Audit_SiteCode_At",
                table: "Audit");

            migrationBuilder.DropIndex(
                name: "IX_Accounts_SiteCode_ActivatedAt",
                table: "Accounts");

            migrationBuilder.DropColumn(
                name: "ToKey",
                table: "Notices");

            migrationBuilder.DropColumn(
                name: "Key",
                table: "AuditValue");

            migrationBuilder.DropColumn(
                name: "ErasedAt",
                table: "AuditValue");

            migrationBuilder.DropColumn(
                name: "Salt",
                table: "AuditValue");

            migrationBuilder.DropColumn(
                name: "Number",
                table: "Audit");

            migrationBuilder.DropColumn(
                name: "Seal",
                table: "Audit");

            migrationBuilder.DropColumn(
                name: "ValueDigests",
                table: "Audit");
        }
    }
}
