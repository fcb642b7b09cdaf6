using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Staff;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Activation.Desk;

/// <summary>A member of staff takes an open case, gives it to a colleague, or to nobody. Giving it to whoever has it changes nothing.</summary>
public sealed class AssignCase(Database database, ILookupNormalizer normalizer)
{
    /// <summary>The assignment.</summary>
    /// <param name="By">Who: helpdesk, verifikator or process owner.</param>
    /// <param name="Case">The case, which is open.</param>
    /// <param name="Owner">The sign-in name of the owner to be, who works on cases too; null for nobody.</param>
    /// <param name="IfVersion">The version of the case that was seen; null acts on whatever is there.</param>
    public sealed record Request(StaffActor By, CaseId Case, string? Owner, int? IfVersion = null);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>It is so now.</summary>
        public sealed record Assigned(string? Owner) : Answer;

        /// <summary>It cannot be.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Assigns.</summary>
    public Task<Answer> HandleAsync(Request request, CancellationToken ct) => database.InTransactionAsync((transaction, token) => ActAsync(transaction, request, token), ct);

    /// <summary>Assigns within a transaction.</summary>
    internal async Task<Answer> ActAsync(Transaction transaction, Request request, CancellationToken ct)
    {
        var db = transaction.Db;
        if ((request.By.Requires(DeskRoles.Acting) ?? await db.RefuseActAsync(request.By, request.Case, request.IfVersion, database.Now, ct)) is { } refusal)
            return new Answer.Refused(refusal);
        var to = request.Owner is { } name ? await CaseOwner.FindAsync(db, normalizer.NormalizeName(name), ct) : null;
        var @case = await db.Cases.SingleAsync(one => one.Id == request.Case, ct);
        if (!@case.IsOpen)
            return new Answer.Refused(CaseRefusals.CaseClosed);
        if (request.Owner is not null && CaseOwner.WhyNot(to, @case.SiteCode) is { } not)
            return new Answer.Refused(not);
        var owner = to?.Name;
        if (@case.Owner == owner)
            return new Answer.Assigned(owner);
        transaction.Service<AuditTrail>().Record(request.By.Actor, CaseActs.Assigned, @case.SiteCode, @case.AccountId, @case.Id, ("from", @case.Owner ?? "-"), ("to", owner ?? "-"));
        @case.Owner = owner;
        return new Answer.Assigned(owner);
    }
}
