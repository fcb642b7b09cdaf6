using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BackOffice.Workflows.Data.Migrations.PostgreSql
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
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Trace",
                table: "Instances",
                type: "character varying(55)",
                maxLength: 55,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Author",
                table: "DefinitionVersions",
                type: "text",
                nullable: false,
                defaultValue: "file");

            migrationBuilder.AddColumn<Guid>(
                name: "DraftId",
                table: "DefinitionVersions",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PublishedBy",
                table: "DefinitionVersions",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Reason",
                table: "DefinitionVersions",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "Until",
                table: "AttemptBuckets",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "DefinitionDrafts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Author = table.Column<string>(type: "text", nullable: false),
                    Reason = table.Column<string>(type: "text", nullable: false),
                    Json = table.Column<string>(type: "text", nullable: false),
                    Digest = table.Column<string>(type: "text", nullable: false),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    EditedAt = table.Column<long>(type: "bigint", nullable: false),
                    DecidedBy = table.Column<string>(type: "text", nullable: true),
                    DecisionReason = table.Column<string>(type: "text", nullable: true),
                    DecidedAt = table.Column<long>(type: "bigint", nullable: true),
                    PublishedAs = table.Column<string>(type: "text", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DefinitionDrafts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "DefinitionMoveItems",
                columns: table => new
                {
                    MoveId = table.Column<Guid>(type: "uuid", nullable: false),
                    Place = table.Column<int>(type: "integer", nullable: false),
                    CaseId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<string>(type: "text", nullable: false),
                    InstanceId = table.Column<Guid>(type: "uuid", nullable: false),
                    Node = table.Column<string>(type: "text", nullable: false),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Code = table.Column<string>(type: "text", nullable: true),
                    Indonesian = table.Column<string>(type: "text", nullable: true),
                    English = table.Column<string>(type: "text", nullable: true),
                    At = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DefinitionMoveItems", x => new { x.MoveId, x.Place });
                });

            migrationBuilder.CreateTable(
                name: "DefinitionMoves",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    FromVersion = table.Column<string>(type: "text", nullable: false),
                    ToVersion = table.Column<string>(type: "text", nullable: false),
                    Mapping = table.Column<string>(type: "text", nullable: false),
                    Digest = table.Column<string>(type: "text", nullable: false),
                    Reason = table.Column<string>(type: "text", nullable: false),
                    Total = table.Column<int>(type: "integer", nullable: false),
                    StartedBy = table.Column<string>(type: "text", nullable: false),
                    StartedAt = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    CancelledBy = table.Column<string>(type: "text", nullable: true),
                    FinishedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DefinitionMoves", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "DefinitionRehearsals",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    DraftId = table.Column<Guid>(type: "uuid", nullable: false),
                    Digest = table.Column<string>(type: "text", nullable: false),
                    AskedBy = table.Column<string>(type: "text", nullable: false),
                    AskedAt = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    FinishedAt = table.Column<long>(type: "bigint", nullable: true),
                    Scenarios = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DefinitionRehearsals", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SharedKeys",
                columns: table => new
                {
                    Name = table.Column<string>(type: "text", nullable: false),
                    Sealed = table.Column<byte[]>(type: "bytea", nullable: false),
                    MadeAt = table.Column<long>(type: "bigint", nullable: false)
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
