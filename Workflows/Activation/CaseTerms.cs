using BackOffice.Workflows.Data;
using BackOffice.Workflows.Registry;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Activation;

/// <summary>
/// Keeps the words under which cases are found, and what they are sorted by, in step with the logins and identities of their accounts. Words of a former login stay, since people go on asking by them.
/// </summary>
public sealed class CaseTerms(BackOfficeDb db) : IIdentityChanged
{
    /// <summary>A provider's identity changed: its cases are found by the new one too.</summary>
    public Task ChangedAsync(long providerId, CancellationToken ct) => RenewAsync(providerId, ct);

    /// <summary>Adds the words that the cases of a provider's accounts lack, and sorts them by its present name. Save its new login or identity, or an account's new login, before.</summary>
    public Task RenewAsync(long provider, CancellationToken ct) => AddMissingAsync(db, db.Cases.Where(@case => @case.Account.ProviderId == provider), ct);

    internal static async Task AddMissingAsync(BackOfficeDb db, IQueryable<ActivationCase> which, CancellationToken ct)
    {
        var cases = await which.Include(@case => @case.Account).ThenInclude(account => account.Provider).ToListAsync(ct);
        var stored = await which.Join(db.SearchTerms, @case => @case.Id, term => term.CaseId, (_, term) => new { term.CaseId, term.Term }).ToListAsync(ct);
        // Those of this very transaction too.
        var present = stored.Select(term => (term.CaseId, term.Term)).Union(db.Tracked<SearchTerm>().Select(term => (term.Entity.CaseId, term.Entity.Term))).ToHashSet();
        foreach (var @case in cases)
        {
            @case.CompanyKey = CaseSearchTerms.CompanyKey(@case.Account.Provider.CompanyName);
            foreach (var term in CaseSearchTerms.Of(@case, @case.Account).Where(term => present.Add((@case.Id, term))))
                db.SearchTerms.Add(new() { CaseId = @case.Id, Term = term });
        }
    }
}
