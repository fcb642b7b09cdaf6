using BackOffice.Rules.Identity;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Activation.Clashes;
using BackOffice.Workflows.Activation.Groups;
using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Registry;

/// <summary>A site closes one of its accounts: it takes part in nothing from now on, its open activation ends, and it leaves its group (ADR 15). The record stays, and so do the claims on its user IDs.</summary>
public sealed class CloseAccount(Database database, IWorkflowEngine engine)
{
    /// <summary>Which account, at which site.</summary>
    public sealed record Request(SiteCode Site, UserId UserId);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>It is closed, now or since before.</summary>
        public sealed record Closed : Answer;

        /// <summary>There is no such account.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Closes it.</summary>
    public async Task<Answer> HandleAsync(Request request, CancellationToken ct)
    {
        var (answer, instance) = await database.InTransactionAsync((transaction, token) => CloseAsync(request, transaction, token), ct);
        if (instance is { } running)
            await engine.CancelAsync(running, ct);
        return answer;
    }

    private async Task<(Answer Answer, InstanceId? Instance)> CloseAsync(Request request, Transaction transaction, CancellationToken ct)
    {
        var db = transaction.Db;
        if (await db.FindOwnAsync(request.Site, request.UserId, ct) is not { } account)
            return await db.Accounts.AnyAsync(a => a.SiteCode == request.Site && a.UserIdKey == request.UserId.Key, ct)
                ? (new Answer.Closed(), null)
                : (new Answer.Refused(CaseRefusals.AccountUnknown), null);
        await transaction.Service<RowLocks>().TakeAsync([LockKey.Account(account.Id), LockKey.UserId(account.Provider.UserIdKey)], ct);
        var groups = transaction.Service<GroupBook>();
        await groups.LockAsync([account.Id], ct);
        account.ClosedAt = database.Now;
        account.Provider.SessionEpoch++;
        await transaction.Service<ClosedParty>().LeaveAsync(account, ct);
        transaction.Service<AuditTrail>().Record(new(ActorKind.Site, request.Site.Value), "account-closed", request.Site, account.Id);
        await groups.LeaveAsync(account, ct);
        var open = await db.Cases.SingleOrDefaultAsync(@case => @case.AccountId == account.Id && @case.ClosedAt == null, ct);
        if (open is not null)
            await transaction.Service<CaseDesk>().EndAsync(open, "account-closed", ct);
        return (new Answer.Closed(), open?.InstanceId);
    }
}
