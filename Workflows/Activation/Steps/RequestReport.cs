using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Reports;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Activation.Steps;

/// <summary>Asks for the activation report of the case: a due row, drawn by a worker.</summary>
public sealed class RequestReport(BackOfficeDb db, TimeProvider clock, AfterCommit afterCommit, ReportNudge nudge) : IStep
{
    /// <summary>What a definition may say of this step.</summary>
    public static StepDescriptor Descriptor { get; } =
        new("BackOffice.RequestReport", "Ask for the report", [new("Done", MayEnd: true)], [], typeof(RequestReport));

    /// <inheritdoc />
    public async Task<StepResult> RunAsync(StepContext step, CancellationToken ct)
    {
        if (!await IsAskedForAsync(step.Case, ct))
        {
            var now = clock.GetUtcNow();
            db.Reports.Add(new() { Id = Guid.CreateVersion7(now), CaseId = step.Case, State = ReportState.Due, DueAt = now, NextAttemptAt = now });
            afterCommit.Add(nudge.Now);
        }
        return new StepResult.Done("Done");
    }

    private Task<bool> IsAskedForAsync(CaseId @case, CancellationToken ct) =>
        db.Compiled(static () => EF.CompileAsyncQuery((BackOfficeDb db, CaseId @case, CancellationToken _) => db.Reports.Any(report => report.CaseId == @case)))(db, @case, ct);
}
