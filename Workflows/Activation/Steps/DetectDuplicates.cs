using BackOffice.Workflows.Activation.Review;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Policies;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Activation.Steps;

/// <summary>
/// Looks for duplicates of the case's account at every site that takes part (2.e, 2.f), keeps what was found with its evidence, and opens the clashes.
/// </summary>
public sealed class DetectDuplicates(BackOfficeDb db, CaseDesk desk, Detection detection, ClashBook clashes, ReviewDesk reviews, CaseNotices notices, DecisionLog decisions,
    TimeProvider clock) : IStep
{
    /// <summary>What a definition may say of this step.</summary>
    public static StepDescriptor Descriptor { get; } = new("BackOffice.DetectDuplicates", "Look for duplicates",
        [new("Alone"), new("SameCompany"), new("Clash"), new("Doubt")], [], typeof(DetectDuplicates));

    /// <inheritdoc />
    public async Task<StepResult> RunAsync(StepContext step, CancellationToken ct)
    {
        var @case = await desk.LoadToGoOnAsync(step.Case, ct);
        var found = await detection.LookAsync(@case.AccountId, ct);
        await KeepAsync(@case, found, ct);
        await decisions.RecordPairsAsync(@case.Id, found, ct);
        var obliged = await detection.OpenClashesAsync(found, clashes, ct);
        await notices.TellClashAsync([.. obliged.Where(provider => provider != @case.Account.ProviderId)], ct);

        await reviews.StandAsync(@case, found, ct);
        desk.Move(@case, CaseState.Running, found.Pairs.Any(pair => pair.Contradicts) ? "contradiction" : found.InDoubt ? "doubt" : null);
        // The rows of this very transaction are asked too: they are saved first.
        await db.SaveChangesAsync(ct);
        return new StepResult.Done(found.Outcome(mustRename: await clashes.OpenObligationsAsync(@case.Account.ProviderId, ct) > 0).ToString());
    }

    private async Task KeepAsync(ActivationCase @case, Detected found, CancellationToken ct)
    {
        await db.PairFindings.Where(finding => finding.CaseId == @case.Id).ExecuteDeleteAsync(ct);
        foreach (var pair in found.Pairs)
            db.PairFindings.Add(new()
            {
                Id = Guid.CreateVersion7(clock.GetUtcNow()),
                CaseId = @case.Id,
                AccountA = pair.AccountA,
                AccountB = pair.AccountB,
                Decision = pair.Decision,
                Rule = pair.Rule,
                RulesVersion = found.RulesVersion,
                Evidence = pair.Evidence,
                WeakLink = pair.WeakLink,
                Contradicts = pair.Contradicts,
                At = clock.GetUtcNow(),
            });
    }
}
