using BackOffice.Rules.Identity;
using BackOffice.Rules.Matching;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Registry;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Activation.Desk;

/// <summary>How far an account is with aggregation.</summary>
public enum AccountProgress
{
    /// <summary>It never asked, or what it asked for has ended otherwise.</summary>
    NotActivated,

    /// <summary>Its case is open.</summary>
    UnderWay,

    /// <summary>Aggregation is on.</summary>
    Activated,

    /// <summary>Its site closed it.</summary>
    Closed,
}

/// <summary>
/// Staff look for accounts, also those that never asked to be activated: by the exact user ID, e-mail address, or NPWP in any spelling, through the keys that detection uses. With where
/// the Default is, for those that have one.
/// </summary>
public sealed class FindAccounts(Database database)
{
    /// <summary>How many accounts one answer holds at most.</summary>
    public const int MaxPageSize = 200;

    /// <summary>What to look for.</summary>
    /// <param name="By">Who looks; any role may.</param>
    /// <param name="Text">A user ID, an e-mail address or an NPWP, whole.</param>
    /// <param name="Take">Accounts to return, 1 to <see cref="MaxPageSize"/>.</param>
    public sealed record Request(StaffActor By, string? Text, int Take = 20);

    /// <summary>One account.</summary>
    /// <param name="AccountId">The account.</param>
    /// <param name="Site">Its site.</param>
    /// <param name="SiteName">The name of its site.</param>
    /// <param name="SiteStage">How far its site is in the roll-out.</param>
    /// <param name="RegisteredUserId">The user ID that it was registered with.</param>
    /// <param name="UserId">The user ID that it signs in with now.</param>
    /// <param name="CompanyName">Whose it is.</param>
    /// <param name="Npwp">The tax number as written.</param>
    /// <param name="Email">The e-mail address as written.</param>
    /// <param name="Progress">How far it is.</param>
    /// <param name="ActivatedAt">When it was activated; null before.</param>
    /// <param name="Locked">Whether staff locked it or its provider.</param>
    /// <param name="PackageCount">Tender packages at its site.</param>
    /// <param name="Default">The Default of its group; null while there is no group.</param>
    /// <param name="CaseId">Its newest case; null when it never asked.</param>
    /// <param name="CaseNumber">The number of that case.</param>
    public sealed record Line(
        long AccountId, string Site, string SiteName, SiteStage SiteStage, string RegisteredUserId, string UserId, string CompanyName, string Npwp, string Email, AccountProgress Progress,
        DateTimeOffset? ActivatedAt, bool Locked, int PackageCount, DefaultLine? Default, CaseId? CaseId, string? CaseNumber);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>The accounts, those with the most packages first.</summary>
        public sealed record Found(IReadOnlyList<Line> Accounts) : Answer;

        /// <summary>Not for this person.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Looks.</summary>
    public Task<Answer> HandleAsync(Request request, CancellationToken ct) => request.By.Requires(StaffRoles.All) is { } refusal
        ? Task.FromResult<Answer>(new Answer.Refused(refusal))
        : database.ReadAsync<Answer>((db, token) => FindAsync(db, request, token), ct);

    private static async Task<Answer> FindAsync(BackOfficeDb db, Request request, CancellationToken ct)
    {
        var text = (request.Text ?? "").Trim();
        var keys = BlockingKeys.OfIdentifier(text).Select(key => unchecked((long)key)).ToList();
        if (keys.Count == 0)
            return new Answer.Found([]);
        // A key of the provider that an account was registered with finds it also after a merge gave it another login.
        var providers = await db.BlockingKeys.Where(key => keys.Contains(key.Key)).Join(db.Providers, key => key.ProviderId, provider => provider.Id, (_, provider) => provider).ToListAsync(ct);
        // Equal keys are candidates, never proof.
        var meant = providers.Where(provider => IsMeant(provider, text)).Select(provider => provider.Id).Distinct().ToList();
        var accounts = db.AccountsOf(request.By).Include(account => account.Provider).Include(account => account.Site);
        var found = await accounts.Where(account => meant.Contains(account.Id) || meant.Contains(account.ProviderId))
            .OrderByDescending(account => account.PackageCount).ThenBy(account => account.Id).Take(Math.Clamp(request.Take, 1, MaxPageSize)).ToListAsync(ct);
        return new Answer.Found(await DescribeAsync(db, found, ct));
    }

    private static bool IsMeant(Provider provider, string text) =>
        (UserId.TryParse(text, out var userId) && provider.UserIdKey == userId.Key)
        || (EmailAddress.TryParse(text, out var email) && EmailAddress.TryParse(provider.Email, out var own) && own == email)
        || (TaxNumber.Read(text).Taxpayer is { } taxpayer && TaxNumber.Read(provider.Npwp, provider.Nitku).Taxpayer == taxpayer);

    private static async Task<IReadOnlyList<Line>> DescribeAsync(BackOfficeDb db, List<Account> accounts, CancellationToken ct)
    {
        var ids = accounts.ConvertAll(account => account.Id);
        var defaults = await DefaultsOf.ReadAsync(db, ids, ct);
        var cases = (await db.Cases.Where(@case => ids.Contains(@case.AccountId)).Select(@case => new { @case.AccountId, @case.Id, @case.Number, @case.OpenedAt, @case.ClosedAt }).ToListAsync(ct))
            .ToLookup(@case => @case.AccountId);
        return accounts.ConvertAll(account =>
        {
            var newest = cases[account.Id].OrderByDescending(@case => @case.ClosedAt is null).ThenByDescending(@case => @case.OpenedAt).FirstOrDefault();
            return new Line(
                account.Id, account.SiteCode.Value, account.Site.Name, account.Site.Stage, account.UserId.Value, account.Provider.UserId.Value, account.Provider.CompanyName,
                account.Provider.Npwp, account.Provider.Email, ProgressOf(account, newest is { ClosedAt: null }), account.ActivatedAt,
                account is { LockedAt: not null } or { Provider.LockedAt: not null }, account.PackageCount, defaults.GetValueOrDefault(account.Id), newest?.Id, newest?.Number);
        });
    }

    private static AccountProgress ProgressOf(Account account, bool hasOpenCase) => account switch
    {
        { ClosedAt: not null } => AccountProgress.Closed,
        _ when hasOpenCase => AccountProgress.UnderWay,
        { ActivatedAt: not null } => AccountProgress.Activated,
        _ => AccountProgress.NotActivated,
    };
}
