using BackOffice.Rules.Identity;
using BackOffice.Workflows.Activation.Groups;
using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Registry;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Activation;

/// <summary>
/// The provider asks, through the site of its registration, to switch aggregation on for one user ID (2.a, 2.b). Asking twice is the same case; what was refused or
/// cancelled may be asked for again, and so may an account that is active with its own login in a group whose Default is another (<see cref="SecondActivation"/>). The case runs to its first wait before the answer is given.
/// </summary>
public sealed class OpenActivation(Database database, IWorkflowEngine engine)
{
    /// <summary>The definition that new cases are opened on.</summary>
    public const string DefinitionId = "activation";

    /// <summary>Who wants to be activated, and through which site.</summary>
    public sealed record Request(SiteCode Site, UserId UserId);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        /// <summary>A new case was opened.</summary>
        public sealed record Opened(CaseId Case) : Answer;

        /// <summary>There is one already, open or successful.</summary>
        public sealed record Known(CaseId Case) : Answer;

        /// <summary>It cannot be opened.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Opens or finds the case.</summary>
    public async Task<Answer> HandleAsync(Request request, CancellationToken ct)
    {
        var answer = await database.InTransactionAsync((transaction, token) => FindOrWriteAsync(request, transaction, token), ct);
        if (answer is (Answer.Opened, { } instance))
            await engine.StartAsync(DefinitionId, ((Answer.Opened)answer.Answer).Case, instance, ct);
        return answer.Answer;
    }

    private async Task<(Answer Answer, InstanceId? Instance)> FindOrWriteAsync(Request request, Transaction transaction, CancellationToken ct)
    {
        var db = transaction.Db;
        var account = await db.FindOwnOrAliasAsync(request.Site, request.UserId, ct);
        if (await RefuseAsync(db, request, account, ct) is { } refusal)
            return (new Answer.Refused(refusal), null);

        await transaction.Service<RowLocks>().TakeAsync([LockKey.Account(account!.Id)], ct);
        var known = await db.Compiled(static () => EF.CompileAsyncQuery((BackOfficeDb db, long account, CancellationToken _) => db.Cases
            .Where(@case => @case.AccountId == account && (@case.ClosedAt == null || @case.State == CaseState.Active))
            .OrderBy(@case => @case.ClosedAt != null).ThenByDescending(@case => @case.OpenedAt).FirstOrDefault()))(db, account.Id, ct);
        if (known is not null && (known.IsOpen || !await SecondActivation.IsOpenToAsync(db, account, ct)))
            return (new Answer.Known(known.Id), null);

        var now = database.Now;
        var @case = new ActivationCase
        {
            Id = new(Guid.CreateVersion7(now)),
            Number = CaseNumber.New(),
            AccountId = account.Id,
            SiteCode = account.SiteCode,
            CompanyKey = CaseSearchTerms.CompanyKey(account.Provider.CompanyName),
            InstanceId = new(Guid.CreateVersion7(now)),
            DefinitionId = DefinitionId,
            State = CaseState.Running,
            OpenedAt = now,
            StateSince = now,
            GroupId = await db.Compiled(static () => EF.CompileAsyncQuery((BackOfficeDb db, long account, CancellationToken _) => db.GroupMembers
                .Where(member => member.AccountId == account && member.LeftAt == null).Select(member => (Guid?)member.GroupId).SingleOrDefault()))(db, account.Id, ct),
        };
        db.Cases.Add(@case);
        foreach (var term in CaseSearchTerms.Of(@case, account))
            db.SearchTerms.Add(new() { CaseId = @case.Id, Term = term });
        transaction.Service<AuditTrail>().Record(new(ActorKind.Site, request.Site.Value), "activation-opened", request.Site, account.Id, @case.Id);
        return (new Answer.Opened(@case.Id), @case.InstanceId);
    }

    private static async Task<Refusal?> RefuseAsync(BackOfficeDb db, Request request, Account? account, CancellationToken ct)
    {
        if (account is null)
        {
            var site = await db.Sites.FindAsync([request.Site], ct);
            return site switch
            {
                null => CaseRefusals.SiteUnknown(request.Site),
                { Stage: not SiteStage.Aggregated } => CaseRefusals.SiteNotAggregated(request.Site),
                _ when await db.FindActiveAsync(request.UserId, ct) is not null => CaseRefusals.NotRegisteredHere,
                _ => CaseRefusals.AccountUnknown,
            };
        }
        return account switch
        {
            { Site.Stage: not SiteStage.Aggregated } => CaseRefusals.SiteNotAggregated(request.Site),
            { LockedAt: not null } or { Provider.LockedAt: not null } => CaseRefusals.Locked,
            _ => null,
        };
    }
}
