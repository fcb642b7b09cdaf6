using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BackOffice.Workflows.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Operation : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_BulkRuns_State",
                table: "BulkRuns");

            migrationBuilder.AddColumn<long>(
                name: "ProgressAt",
                table: "SiteJobs",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Trace",
                table: "Instances",
                type: "TEXT",
                maxLength: 55,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Author",
                table: "DefinitionVersions",
                type: "TEXT",
                nullable: false,
                defaultValue: "file");

            migrationBuilder.AddColumn<Guid>(
                name: "DraftId",
                table: "DefinitionVersions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PublishedBy",
                table: "DefinitionVersions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Reason",
                table: "DefinitionVersions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "Until",
                table: "AttemptBuckets",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "DefinitionDrafts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Author = table.Column<string>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: false),
                    Json = table.Column<string>(type: "TEXT", nullable: false),
                    Digest = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EditedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    DecidedBy = table.Column<string>(type: "TEXT", nullable: true),
                    DecisionReason = table.Column<string>(type: "TEXT", nullable: true),
                    DecidedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    PublishedAs = table.Column<string>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DefinitionDrafts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "DefinitionMoveItems",
                columns: table => new
                {
                    MoveId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Place = table.Column<int>(type: "INTEGER", nullable: false),
                    CaseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<string>(type: "TEXT", nullable: false),
                    InstanceId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Node = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Code = table.Column<string>(type: "TEXT", nullable: true),
                    Indonesian = table.Column<string>(type: "TEXT", nullable: true),
                    English = table.Column<string>(type: "TEXT", nullable: true),
                    At = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DefinitionMoveItems", x => new { x.MoveId, x.Place });
                });

            migrationBuilder.CreateTable(
                name: "DefinitionMoves",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    FromVersion = table.Column<string>(type: "TEXT", nullable: false),
                    ToVersion = table.Column<string>(type: "TEXT", nullable: false),
                    Mapping = table.Column<string>(type: "TEXT", nullable: false),
                    Digest = table.Column<string>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: false),
                    Total = table.Column<int>(type: "INTEGER", nullable: false),
                    StartedBy = table.Column<string>(type: "TEXT", nullable: false),
                    StartedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    CancelledBy = table.Column<string>(type: "TEXT", nullable: true),
                    FinishedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DefinitionMoves", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "DefinitionRehearsals",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    DraftId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Digest = table.Column<string>(type: "TEXT", nullable: false),
                    AskedBy = table.Column<string>(type: "TEXT", nullable: false),
                    AskedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    FinishedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Scenarios = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DefinitionRehearsals", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SharedKeys",
                columns: table => new
                {
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Sealed = table.Column<byte[]>(type: "BLOB", nullable: false),
                    MadeAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SharedKeys", x => x.Name);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Providers_WaitingForArgon",
                table: "Providers",
                column: "Id",
                filter: "\"SealedPassword\" LIKE 'hk1:%'");

            migrationBuilder.CreateIndex(
                name: "IX_Instances_DefinitionVersionId",
                table: "Instances",
                column: "DefinitionVersionId",
                filter: "\"EndedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Instances_Undated",
                table: "Instances",
                column: "Status",
                filter: "\"EndedAt\" IS NULL AND \"Due\" IS NULL");

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

            migrationBuilder.CreateIndex(
                name: "IX_DefinitionDrafts_State_CreatedAt",
                table: "DefinitionDrafts",
                columns: new[] { "State", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_DefinitionMoveItems_MoveId_State_Place",
                table: "DefinitionMoveItems",
                columns: new[] { "MoveId", "State", "Place" });

            migrationBuilder.CreateIndex(
                name: "IX_DefinitionMoves_StartedAt",
                table: "DefinitionMoves",
                column: "StartedAt");

            migrationBuilder.CreateIndex(
                name: "IX_DefinitionMoves_State",
                table: "DefinitionMoves",
                column: "State");

            migrationBuilder.CreateIndex(
                name: "IX_DefinitionRehearsals_DraftId_AskedAt",
                table: "DefinitionRehearsals",
                columns: new[] { "DraftId", "AskedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_DefinitionRehearsals_State",
                table: "DefinitionRehearsals",
                column: "State");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "DefinitionDrafts");

            migrationBuilder.DropTable(
                name: "DefinitionMoveItems");

            migrationBuilder.DropTable(
                name: "DefinitionMoves");

            migrationBuilder.DropTable(
                name: "DefinitionRehearsals");

            migrationBuilder.DropTable(
                name: "SharedKeys");

            migrationBuilder.DropIndex(
                name: "IX_Providers_WaitingForArgon",
                table: "Providers");

            migrationBuilder.DropIndex(
                name: "IX_Instances_DefinitionVersionId",
                table: "Instances");

            migrationBuilder.DropIndex(
                name: "IX_Instances_Undated",
                table: "Instances");

            migrationBuilder.DropIndex(
                name: "IX_BulkRuns_State",
                table: "BulkRuns");

            migrationBuilder.DropIndex(
                name: "IX_AttemptBuckets_Until",
                table: "AttemptBuckets");

            migrationBuilder.DropColumn(
                name: "ProgressAt",
                table: "SiteJobs");

            migrationBuilder.DropColumn(
                name: "Trace",
                table: "Instances");

            migrationBuilder.DropColumn(
                name: "Author",
                table: "DefinitionVersions");

            migrationBuilder.DropColumn(
                name: "DraftId",
                table: "DefinitionVersions");

            migrationBuilder.DropColumn(
                name: "PublishedBy",
                table: "DefinitionVersions");

            migrationBuilder.DropColumn(
                name: "Reason",
                table: "DefinitionVersions");

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
