using System.Runtime.CompilerServices;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Data;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Consistency.Checks;

/// <summary>
/// The words under which cases are found and what they are sorted by, against those that their accounts have now. Words of a former login stay: the case is found under them too. Page by page.
/// </summary>
internal static class SearchTermChecks
{
    private const string Name = "case-not-found-by-name";
    private const int Page = 500;

    public static IReadOnlyList<Check> All { get; } = [new(Name, FindAsync) { RepairAsync = RepairAsync }];

    private static async IAsyncEnumerable<Finding> FindAsync(BackOfficeDb db, [EnumeratorCancellation] CancellationToken ct)
    {
        for (var last = ""; await LackingAsync(db, last, ct) is (var lacking, { } next); last = next)
            foreach (var @case in lacking)
                yield return new(Name, $"case {@case.Number}", new(
                    "Kasus tidak ditemukan dengan semua kata pencariannya; perbaikan melengkapinya.", "The case is not found under all of its words; repairing adds them."), Repairable: true);
    }

    private static async Task RepairAsync(Repairing repairing, CancellationToken ct)
    {
        for (var last = ""; await repairing.Database.ReadAsync((db, token) => LackingAsync(db, last, token), ct) is (var lacking, { } next); last = next)
            foreach (var @case in lacking)
                await repairing.Database.InTransactionAsync((transaction, token) => CaseTerms.AddMissingAsync(transaction.Db, transaction.Db.Cases.Where(one => one.Number == @case.Number), token), ct);
    }

    private static async Task<(List<ActivationCase> Lacking, string? Last)> LackingAsync(BackOfficeDb db, string after, CancellationToken ct)
    {
#pragma warning disable CA1309 // Translated to SQL, where the column's own collation decides.
        var cases = await db.Cases.Include(@case => @case.Account).ThenInclude(account => account.Provider)
            .Where(@case => string.Compare(@case.Number, after) > 0).OrderBy(@case => @case.Number).Take(Page).ToListAsync(ct);
        if (cases.Count == 0)
            return ([], null);
        var last = cases[^1].Number;
        var terms = (await db.SearchTerms.Join(db.Cases, term => term.CaseId, @case => @case.Id, (term, @case) => new { term.CaseId, term.Term, @case.Number })
            .Where(row => string.Compare(row.Number, after) > 0 && string.Compare(row.Number, last) <= 0).ToListAsync(ct)).ToLookup(row => row.CaseId, row => row.Term);
#pragma warning restore CA1309
        return (cases.FindAll(@case => CaseSearchTerms.Of(@case, @case.Account).Except(terms[@case.Id]).Any() || @case.CompanyKey != CaseSearchTerms.CompanyKey(@case.Account.Provider.CompanyName)), last);
    }
}
