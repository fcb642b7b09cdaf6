using System.Runtime.CompilerServices;
using System.Text.Json;
using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Registry.Files;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Activation.Desk;

/// <summary>What a column of the export holds.</summary>
public enum CaseColumn
{
    /// <summary>The number of the case.</summary>
    Number,

    /// <summary>The code of its site.</summary>
    Site,

    /// <summary>The name of its site.</summary>
    SiteName,

    /// <summary>The user ID that the account was registered with.</summary>
    RegisteredUserId,

    /// <summary>The user ID that it signs in with now.</summary>
    UserId,

    /// <summary>The name of the company.</summary>
    Company,

    /// <summary>The tax number as written.</summary>
    Npwp,

    /// <summary>Where the case stands.</summary>
    State,

    /// <summary>When it was opened, in UTC.</summary>
    Opened,

    /// <summary>Since when it stands there, in UTC.</summary>
    StateSince,

    /// <summary>When the helpdesk is, or was, asked to look after it, in UTC.</summary>
    Deadline,

    /// <summary>When it ended, in UTC.</summary>
    Closed,

    /// <summary>Who looks after it.</summary>
    Owner,

    /// <summary>The site of the Default of its group.</summary>
    DefaultSite,

    /// <summary>The user ID of the Default.</summary>
    DefaultUserId,

    /// <summary>The number of the case in which its doubt is decided.</summary>
    WaitsOn,
}

/// <summary>
/// The filtered and sorted list as CSV, with the columns that were chosen, as it was at the moment it was asked for: which cases and in which order is settled first, their lines are then
/// read in portions. What a spreadsheet would take for a formula is neutralised. Personal data leaves by it, so it is on the record.
/// </summary>
public sealed class ExportCases(Database database)
{
    private const int RowsAtOnce = 500;

    /// <summary>What is wanted.</summary>
    /// <param name="By">Who; any role may.</param>
    /// <param name="Filter">Which cases, in which order.</param>
    /// <param name="Columns">The columns in their order; empty for all.</param>
    /// <param name="Bom">Whether a byte order mark stands first, without which Excel takes UTF-8 for something else.</param>
    public sealed record Request(StaffActor By, CaseFilter Filter, IReadOnlyList<CaseColumn> Columns, bool Bom = false);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>The lines of the file, its header first.</summary>
        public sealed record Table(IAsyncEnumerable<string> Lines) : Answer;

        /// <summary>Not for this person.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Exports.</summary>
    public async Task<Answer> HandleAsync(Request request, CancellationToken ct)
    {
        if (request.By.Requires(StaffRoles.All) is { } refusal)
            return new Answer.Refused(refusal);
        var columns = request.Columns.Count > 0 ? request.Columns : Enum.GetValues<CaseColumn>();
        var cases = await database.ReadAsync((db, token) => db.Selected(request.By, request.Filter, database.Now).Sorted(request.Filter).Select(@case => @case.Id).ToListAsync(token), ct);
        await database.InTransactionAsync((transaction, _) =>
        {
            transaction.Service<AuditTrail>().Record(request.By.Actor, "cases-exported", values: [("cases", $"{cases.Count}"), ("columns", string.Join(", ", columns))]);
            return Task.CompletedTask;
        }, ct);
        return new Answer.Table(LinesAsync(request, columns, cases, CancellationToken.None));
    }

    private async IAsyncEnumerable<string> LinesAsync(Request request, IReadOnlyList<CaseColumn> columns, List<CaseId> cases, [EnumeratorCancellation] CancellationToken ct)
    {
        yield return (request.Bom ? "\uFEFF" : "") + CsvText.SheetLine([.. columns.Select(column => JsonNamingPolicy.SnakeCaseLower.ConvertName(column.ToString()))]);
        foreach (var portion in cases.Chunk(RowsAtOnce))
            foreach (var line in await database.ReadAsync((db, token) => CaseLines.ReadAsync(db, request.By, portion, database.Now, token), ct))
                yield return CsvText.SheetLine([.. columns.Select(column => Cell(line, column))]);
    }

    private static string Cell(SearchCases.Line line, CaseColumn column) => column switch
    {
        CaseColumn.Number => line.Number,
        CaseColumn.Site => line.Site,
        CaseColumn.SiteName => line.SiteName,
        CaseColumn.RegisteredUserId => line.RegisteredUserId,
        CaseColumn.UserId => line.UserId,
        CaseColumn.Company => line.CompanyName,
        CaseColumn.Npwp => line.Npwp,
        CaseColumn.State => JsonNamingPolicy.CamelCase.ConvertName(line.State.ToString()),
        CaseColumn.Opened => Moment(line.OpenedAt),
        CaseColumn.StateSince => Moment(line.StateSince),
        CaseColumn.Deadline => Moment(line.Deadline),
        CaseColumn.Closed => Moment(line.ClosedAt),
        CaseColumn.Owner => line.Owner ?? "",
        CaseColumn.DefaultSite => line.Default?.Site ?? "",
        CaseColumn.DefaultUserId => line.Default?.UserId ?? "",
        CaseColumn.WaitsOn => line.WaitsOn ?? "",
        _ => throw new InvalidOperationException($"Unhandled column {column}."),
    };

    private static string Moment(DateTimeOffset? moment) => $"{moment?.UtcDateTime:yyyy-MM-dd HH:mm:ss}";
}
