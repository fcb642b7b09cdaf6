using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;

namespace BackOffice.Workflows.Reports;

/// <summary>Staff of any role ask for a report: a due row, drawn by a worker. Each report speaks of the moment it was drawn, so asking again is another report.</summary>
public sealed class AskForReport
{
    private readonly Database database;
    private readonly ReportPress press;

    internal AskForReport(Database database, ReportPress press) => (this.database, this.press) = (database, press);

    /// <summary>Who asks, and about what.</summary>
    public sealed record Request(StaffActor By, ReportSubject Subject);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        /// <summary>It will be drawn.</summary>
        public sealed record Asked(Guid Report) : Answer;

        /// <summary>It cannot be asked for.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Writes the due row.</summary>
    public async Task<Answer> HandleAsync(Request request, CancellationToken ct)
    {
        if (request.By.Requires(StaffRoles.All) is { } missing)
            return new Answer.Refused(missing);
        var (subject, refusal) = await press.FindAsync(request.Subject, request.By, ct);
        if (subject is null)
            return new Answer.Refused(refusal!);
        return await database.InTransactionAsync<Answer>((transaction, _) =>
        {
            var now = database.Now;
            var report = new RequestedReport
            {
                Id = Guid.CreateVersion7(now),
                Kind = subject.Kind,
                Subject = subject.Id,
                From = subject.From,
                To = subject.To,
                RequestedBy = request.By.Name,
                State = ReportState.Due,
                DueAt = now,
                NextAttemptAt = now,
            };
            transaction.Db.RequestedReports.Add(report);
            transaction.Service<AuditTrail>().Record(request.By.Actor, "report-requested", values: [("kind", subject.Kind.ToString()), ("report", report.Id.ToString()), ("subject", subject.Id ?? "")]);
            transaction.AfterCommit(transaction.Service<ReportNudge>().Now);
            return Task.FromResult<Answer>(new Answer.Asked(report.Id));
        }, ct);
    }
}
