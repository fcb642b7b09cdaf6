using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BackOffice.Workflows.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Console : Migration
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

            migrationBuilder.AddColumn<long>(
                name: "FilesRemovedAt",
                table: "RequestedReports",
                type: "INTEGER",
                nullable: true);

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

            migrationBuilder.AddColumn<int>(
                name: "CaseVersion",
                table: "Audit",
                type: "INTEGER",
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

            migrationBuilder.AddColumn<long>(
                name: "OpensAt",
                table: "AttemptBuckets",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "LastSignInAt",
                table: "AspNetUsers",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "LockReason",
                table: "AspNetUsers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "LockedAt",
                table: "AspNetUsers",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SealedTotpSecret",
                table: "AspNetUsers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "TotpLastStep",
                table: "AspNetUsers",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "TotpSince",
                table: "AspNetUsers",
                type: "INTEGER",
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

            migrationBuilder.CreateTable(
                name: "StaffRecoveryCodes",
                columns: table => new
                {
                    MemberId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    UsedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StaffRecoveryCodes", x => new { x.MemberId, x.Hash });
                    table.ForeignKey(
                        name: "FK_StaffRecoveryCodes_AspNetUsers_MemberId",
                        column: x => x.MemberId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "StaffSessions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    MemberId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    BegunAt = table.Column<long>(type: "INTEGER", nullable: false),
                    SeenAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Address = table.Column<string>(type: "TEXT", nullable: true),
                    UserAgent = table.Column<string>(type: "TEXT", nullable: true),
                    PreviousSignInAt = table.Column<long>(type: "INTEGER", nullable: true),
                    FailedBefore = table.Column<int>(type: "INTEGER", nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EndedBecause = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StaffSessions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_StaffSessions_AspNetUsers_MemberId",
                        column: x => x.MemberId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "StaffSites",
                columns: table => new
                {
                    MemberId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SiteCode = table.Column<string>(type: "TEXT", maxLength: 9, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StaffSites", x => new { x.MemberId, x.SiteCode });
                    table.ForeignKey(
                        name: "FK_StaffSites_AspNetUsers_MemberId",
                        column: x => x.MemberId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_StaffSites_Sites_SiteCode",
                        column: x => x.SiteCode,
                        principalTable: "Sites",
                        principalColumn: "Code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_SearchTerms_CaseId_Term",
                table: "SearchTerms",
                columns: new[] { "CaseId", "Term" });

            migrationBuilder.CreateIndex(
                name: "IX_RequestedReports_DueAt",
                table: "RequestedReports",
                column: "DueAt",
                filter: "\"FilesRemovedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Reports_State",
                table: "Reports",
                column: "State",
                filter: "\"State\" = 'Failed'");

            migrationBuilder.CreateIndex(
                name: "IX_Recoveries_LapsesAt",
                table: "Recoveries",
                column: "LapsesAt",
                filter: "\"State\" IN ('Requested', 'Approved')");

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

            migrationBuilder.CreateIndex(
                name: "IX_StaffSessions_BegunAt",
                table: "StaffSessions",
                column: "BegunAt",
                filter: "\"EndedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_StaffSessions_MemberId_Address_BegunAt",
                table: "StaffSessions",
                columns: new[] { "MemberId", "Address", "BegunAt" });

            migrationBuilder.CreateIndex(
                name: "IX_StaffSessions_MemberId_EndedAt",
                table: "StaffSessions",
                columns: new[] { "MemberId", "EndedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_StaffSites_SiteCode",
                table: "StaffSites",
                column: "SiteCode");
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

            migrationBuilder.DropTable(
                name: "KeyEditions");

            migrationBuilder.DropTable(
                name: "SiteJobs");

            migrationBuilder.DropTable(
                name: "SiteUploads");

            migrationBuilder.DropTable(
                name: "StaffRecoveryCodes");

            migrationBuilder.DropTable(
                name: "StaffSessions");

            migrationBuilder.DropTable(
                name: "StaffSites");

            migrationBuilder.DropIndex(
                name: "IX_SearchTerms_CaseId_Term",
                table: "SearchTerms");

            migrationBuilder.DropIndex(
                name: "IX_RequestedReports_DueAt",
                table: "RequestedReports");

            migrationBuilder.DropIndex(
                name: "IX_Reports_State",
                table: "Reports");

            migrationBuilder.DropIndex(
                name: "IX_Recoveries_LapsesAt",
                table: "Recoveries");

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
                name: "FilesRemovedAt",
                table: "RequestedReports");

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
                name: "ErasedAt",
                table: "AuditValue");

            migrationBuilder.DropColumn(
                name: "Salt",
                table: "AuditValue");

            migrationBuilder.DropColumn(
                name: "CaseVersion",
                table: "Audit");

            migrationBuilder.DropColumn(
                name: "Number",
                table: "Audit");

            migrationBuilder.DropColumn(
                name: "Seal",
                table: "Audit");

            migrationBuilder.DropColumn(
                name: "ValueDigests",
                table: "Audit");

            migrationBuilder.DropColumn(
                name: "OpensAt",
                table: "AttemptBuckets");

            migrationBuilder.DropColumn(
                name: "LastSignInAt",
                table: "AspNetUsers");

            migrationBuilder.DropColumn(
                name: "LockReason",
                table: "AspNetUsers");

            migrationBuilder.DropColumn(
                name: "LockedAt",
                table: "AspNetUsers");

            migrationBuilder.DropColumn(
                name: "SealedTotpSecret",
                table: "AspNetUsers");

            migrationBuilder.DropColumn(
                name: "TotpLastStep",
                table: "AspNetUsers");

            migrationBuilder.DropColumn(
                name: "TotpSince",
                table: "AspNetUsers");

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
