using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Registry.Files;
using BackOffice.Workflows.Staff;

namespace BackOffice.Workflows.Audit;

/// <summary>
/// Auditors and administrators take entries of the audit trail away as CSV, however many there are: it is read in portions while it is sent. That they did stands in the trail itself.
/// What a spreadsheet would take for a formula gets an apostrophe in front.
/// </summary>
public sealed class ExportAudit(Database database)
{
    private const int RowsAtOnce = 2_000;

    /// <summary>Who takes which entries.</summary>
    public sealed record Request(StaffActor By, SearchAudit.Filter Filter);

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

    /// <summary>Notes the export and begins it.</summary>
    public async Task<Answer> HandleAsync(Request request, CancellationToken ct)
    {
        if (request.By.Requires(SearchAudit.Readers) is { } refusal)
            return new Answer.Refused(refusal);
        await database.InTransactionAsync((transaction, _) =>
        {
            transaction.Service<AuditTrail>().Record(request.By.Actor, "audit-exported", values: [.. Given(request.Filter)]);
            return Task.CompletedTask;
        }, ct);
        return new Answer.Table(LinesAsync(request, ct));
    }

    private async IAsyncEnumerable<string> LinesAsync(Request request, [EnumeratorCancellation] CancellationToken ct)
    {
        yield return "number,at,actor_kind,actor,act,site,account,case,values";
        for (Guid? last = null; ;)
        {
            var after = last;
            var page = await database.ReadAsync((db, token) => SearchAudit.PageAsync(db, request.By, request.Filter, after, RowsAtOnce, token), ct);
            foreach (var line in page)
                yield return Row(line);
            if (page.Count < RowsAtOnce)
                yield break;
            last = page[^1].Id;
        }
    }

    private static string Row(SearchAudit.Line line) => CsvText.SheetLine(
    [
        line.Number?.ToString(CultureInfo.InvariantCulture) ?? "", line.At.ToString("O", CultureInfo.InvariantCulture), line.ActorKind.ToString(), line.Actor, line.Act, line.Site ?? "",
        line.Account?.ToString(CultureInfo.InvariantCulture) ?? "", line.CaseNumber ?? "", line.Values.Count == 0 ? "" : JsonSerializer.Serialize(line.Values.ToDictionary(value => value.Name, value => value.Text), Plain),
    ]);

    // Names in other scripts stay readable; the file is no page.
    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static IEnumerable<(string Name, string Value)> Given(SearchAudit.Filter filter)
    {
        (string Name, string? Value)[] all =
        [
            ("who", filter.Who), ("act", filter.Act), ("case", filter.Case), ("value", filter.Value), ("site", filter.Site?.Value),
            ("from", filter.From?.ToString("O", CultureInfo.InvariantCulture)), ("to", filter.To?.ToString("O", CultureInfo.InvariantCulture)),
        ];
        return all.Where(one => !string.IsNullOrWhiteSpace(one.Value)).Select(one => (one.Name, one.Value!));
    }
}
