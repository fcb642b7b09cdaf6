using BackOffice.Rules;
using BackOffice.Rules.Matching;
using BackOffice.Rules.Policies;
using BackOffice.Workflows.Activation.Review;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Notices;
using BackOffice.Workflows.Registry;
using Microsoft.EntityFrameworkCore;
using static BackOffice.Workflows.Notices.NoticeCatalogue;

namespace BackOffice.Workflows.Activation;

/// <summary>Knows for each notice of the activation path who gets it and what it says. Written into the step's transaction, once for each occasion and address.</summary>
public sealed class CaseNotices(BackOfficeDb db, NoticeOutbox outbox, LivePolicies policies)
{
    private static readonly TimeSpan HandOverPeriod = TimeSpan.FromDays(30);

    /// <summary>What a definition may let the path tell.</summary>
    public static IReadOnlyList<string> Templates { get; } =
    [
        AccountActivated, MemberMustActivate, LoginAndIdentityReplaced, IdentityMustBeMended, NoticeCatalogue.UserIdClash, UnderReview, PasswordAttemptsExhausted, HandedToHelpdesk, CaseRefused,
    ];

    /// <summary>Tells those concerned by <paramref name="template"/>.</summary>
    public Task TellAsync(ActivationCase @case, string template, CancellationToken ct) => template switch
    {
        LoginAndIdentityReplaced => TellReplacedAsync(@case, ct),
        MemberMustActivate => TellMemberAsync(@case, ct),
        PasswordAttemptsExhausted => TellExhaustedAsync(@case, ct),
        AccountActivated => TellProviderAsync(@case, template, [("ActivatedAt", NoticeValue.Moment(@case.ClosedAt ?? @case.StateSince))], ct),
        IdentityMustBeMended => TellProviderAsync(@case, template, [("Fields", NoticeValue.Lines(FailedRules(@case))), Number(@case)], ct),
        CaseRefused => TellProviderAsync(@case, template, [("Reason", NoticeValue.Lines(FailedRules(@case))), Number(@case)], ct),
        HandedToHelpdesk => TellProviderAsync(@case, template, [("Reason", HandOverReason), Number(@case)], ct),
        _ => TellProviderAsync(@case, template, [Number(@case)], ct),
    };

    /// <summary>Reminds the provider of what remains (decision 20).</summary>
    public async Task RemindAsync(ActivationCase @case, CancellationToken ct)
    {
        var @default = @case.GroupId is null ? null : await DefaultAsync(@case, ct);
        var remaining = WhatRemains.Of(
            @case, @case.Account, @default is null ? null : new(@default.SiteCode.Value, @default.Provider.UserId.Value, @default.ActivatedAt is not null), policies.Current);
        await TellProviderAsync(@case, Reminder,
        [
            ("OpenedAt", NoticeValue.Day(@case.OpenedAt)), ("Remaining", NoticeValue.Lines(remaining.Select(one => one.Sentence))),
            ("HandedOverOn", NoticeValue.Day(@case.Deadline ?? @case.StateSince + HandOverPeriod)), Number(@case),
        ], ct);
    }

    /// <summary>Sends the provider a verifikator's question (decision 10).</summary>
    public Task TellQuestionAsync(ActivationCase @case, CaseQuestion question, CancellationToken ct) =>
        QueueAsync($"{ProviderQuestion}:{question.Id:N}", ProviderQuestion, @case.Account, @case, [("Question", NoticeValue.Same(question.Question)), Number(@case)], to: null, ct);

    /// <summary>Tells each member but the Default and whoever asked just now, once, that a group has formed (decision 20); the Default gets a letter of its own.</summary>
    public async Task TellGroupFormedAsync(ActivationGroup group, long asking, IReadOnlyCollection<long> newMembers, CancellationToken ct)
    {
        var members = await db.Compiled(static () => EF.CompileAsyncQuery((BackOfficeDb db, List<long> told) =>
            db.Accounts.Include(account => account.Provider).Include(account => account.Site).Where(account => told.Contains(account.Id))))(
                db, [.. newMembers.Append(group.DefaultAccountId).Distinct()]).ToListAsync(ct);
        var @default = members.Single(account => account.Id == group.DefaultAccountId);
        var size = group.Members.Count(member => member.LeftAt is null);
        foreach (var member in members.Where(account => account.Id != asking && newMembers.Contains(account.Id)))
        {
            (string, Sentence)[] common = [("DefaultReason", Describe(group)), ("GroupSize", NoticeValue.Same(size))];
            var occasion = $"{GroupFormed}:{group.Id:N}:{member.Id}";
            if (member.Id == @default.Id)
                await QueueAsync(occasion, GroupFormedDefault, member, @case: null, common, to: null, ct);
            else
                await QueueAsync(occasion, GroupFormed, member, @case: null,
                    [.. common, ("DefaultSiteName", NoticeValue.Same(@default.Site.Name)), ("MaskedDefaultUserId", NoticeValue.Same(@default.Provider.UserId.Value))], to: null, ct);
        }
    }

    /// <summary>Tells providers that never asked to activate, or not yet, that they have to change their user ID (2.f.1: all of them must). Whoever asked is told by the path itself.</summary>
    /// <param name="providers">The providers.</param>
    /// <param name="ct">Cancels.</param>
    /// <param name="undone">The undone merge that brought them back into the clash, of which they may have been told before; null where none did.</param>
    public async Task TellClashAsync(IReadOnlyCollection<long> providers, CancellationToken ct, Guid? undone = null)
    {
        if (providers.Count == 0)
            return;
        foreach (var account in await db.Accounts.Include(account => account.Provider).Include(account => account.Site).Where(account => providers.Contains(account.Id)).ToListAsync(ct))
            await QueueAsync($"{NoticeCatalogue.UserIdClash}:{account.Id}:{account.Provider.UserIdKey}{(undone is { } merge ? $":{merge:N}" : "")}", NoticeCatalogue.UserIdClash, account, @case: null, [("CaseNumber", NoCaseYet)], to: null, ct);
    }

    private Task TellProviderAsync(ActivationCase @case, string template, (string, Sentence)[] variables, CancellationToken ct) =>
        QueueAsync(Occasion(@case, template), template, @case.Account, @case, variables, null, ct);

    private async Task TellMemberAsync(ActivationCase @case, CancellationToken ct)
    {
        var @default = await DefaultAsync(@case, ct);
        await TellProviderAsync(@case, MemberMustActivate,
            [("DefaultSiteName", NoticeValue.Same(@default.Site.Name)), ("MaskedDefaultUserId", NoticeValue.Same(@default.Provider.UserId.Value)), Number(@case)], ct);
    }

    // The owner of the Default is told as well: somebody may be guessing at its password.
    private async Task TellExhaustedAsync(ActivationCase @case, CancellationToken ct)
    {
        var @default = await DefaultAsync(@case, ct);
        (string, Sentence)[] variables =
        [
            ("DefaultSiteName", NoticeValue.Same(@default.Site.Name)), ("MaskedDefaultUserId", NoticeValue.Same(@default.Provider.UserId.Value)),
            ("Attempts", NoticeValue.Same(await db.AttemptBuckets.Where(bucket => bucket.Name == SignIn.ProveDefaultPassword.CaseBucket(@case.Id)).Select(bucket => bucket.Count).SingleOrDefaultAsync(ct))),
            ("HappenedAt", NoticeValue.Moment(@case.StateSince)), Number(@case),
        ];
        await TellProviderAsync(@case, PasswordAttemptsExhausted, variables, ct);
        await QueueAsync($"{Occasion(@case, PasswordAttemptsExhausted)}:default", PasswordAttemptsExhausted, @default, @case,
            [.. variables, ("SiteName", NoticeValue.Same(@case.Account.Site.Name))], to: null, ct);
    }

    // Old and new address, since whoever reads only the old one must learn that the login there is gone.
    private async Task TellReplacedAsync(ActivationCase @case, CancellationToken ct)
    {
        // Undone in the moment since: then there is nothing to tell of it.
        if (await StandingMergeAsync(@case.Id, ct) is not { } merge)
            return;
        var (before, after) = (LoginAndIdentity.FromJson(merge.Before), LoginAndIdentity.FromJson(merge.After));
        var @default = await DefaultAsync(@case, ct);
        (string, Sentence)[] login = [("OldUserId", NoticeValue.Same(before.UserId)), ("NewUserId", NoticeValue.Same(after.UserId))];
        (string, Sentence)[] replaced =
        [
            .. login, ("DefaultSiteName", NoticeValue.Same(@default.Site.Name)), ("ReplacedAt", NoticeValue.Moment(merge.At)),
            ("UndoUntil", NoticeValue.Day(merge.At + MergeRecord.UndoPeriod)), Number(@case),
        ];
        foreach (var (address, name) in new[] { (before.Email, before.CompanyName), (after.Email, after.CompanyName) }.DistinctBy(to => to.Item1.Trim().ToLowerInvariant()))
        {
            var to = new MailRecipient(address, name);
            await QueueAsync($"{Occasion(@case, LoginAndIdentityReplaced)}:{address}", LoginAndIdentityReplaced, @case.Account, @case, replaced, to, ct);
            if (before.UserId != after.UserId)
                await QueueAsync($"{Occasion(@case, UserIdChanged)}:{address}", UserIdChanged, @case.Account, @case, [.. login, ("ChangedAt", NoticeValue.Moment(merge.At)), ("Password", PasswordIsTheDefaults)], to, ct);
        }
    }

    private async Task QueueAsync(
        string occasion, string template, Account about, ActivationCase? @case, IEnumerable<(string Name, Sentence Value)> variables, MailRecipient? to, CancellationToken ct)
    {
        to ??= new(about.Provider.Email, about.Provider.CompanyName);
        var values = new Dictionary<string, Sentence>
        {
            [CompanyName] = NoticeValue.Same(to.Name),
            ["UserId"] = NoticeValue.Same(about.Provider.UserId.Value),
            ["SiteName"] = NoticeValue.Same(about.Site.Name),
        };
        foreach (var (name, value) in variables)
            values[name] = value;
        await outbox.QueueAsync(occasion, template, to, values, about.Id, @case?.Id, ct);
    }

    private Task<MergeRecord?> StandingMergeAsync(CaseId @case, CancellationToken ct) =>
        db.Compiled(static () => EF.CompileAsyncQuery((BackOfficeDb db, CaseId @case, CancellationToken _) =>
            db.MergeRecords.SingleOrDefault(record => record.CaseId == @case && record.UndoneAt == null)))(db, @case, ct);

    private Task<Account> DefaultAsync(ActivationCase @case, CancellationToken ct) =>
        db.Compiled(static () => EF.CompileAsyncQuery((BackOfficeDb db, Guid? group, CancellationToken _) =>
            db.Groups.Where(one => one.Id == group).Join(db.Accounts, one => one.DefaultAccountId, account => account.Id, (_, account) => account)
                .Include(account => account.Provider).Include(account => account.Site).Single()))(db, @case.GroupId, ct);

    private IEnumerable<Sentence> FailedRules(ActivationCase @case)
    {
        var failed = (@case.StateReason ?? "").Split(',');
        return policies.Current.Rules.Where(rule => rule.Policy == ActivationPreCheckFacts.Shape.Policy && failed.Contains(rule.Name)).Select(rule => rule.Sentence);
    }

    // The version tells one passage of the path from the next, and stays when a step runs again.
    private static string Occasion(ActivationCase @case, string template) => $"{template}:{@case.Id}:{@case.Version}";

    private static (string, Sentence) Number(ActivationCase @case) => ("CaseNumber", NoticeValue.Same(@case.Number));

    private static Sentence PasswordIsTheDefaults { get; } = new("Password untuk login kini password User ID Default.", "The password is now that of the Default user ID.");

    private static Sentence NoCaseYet { get; } = new("belum ada", "none yet");

    private static Sentence HandOverReason { get; } = new(
        "Belum ada penyelesaian dalam batas waktu yang ditetapkan.", "It was not finished within the time set for it.");

    /// <summary>Why an account is the Default, for a person.</summary>
    internal static Sentence Describe(ActivationGroup group) => Describe(group.DefaultReason, group.DefaultChosenBy is not null);

    /// <summary>Why an account is the Default, by the rule or by a person.</summary>
    internal static Sentence Describe(DefaultReason reason, bool byStaff) => reason switch
    {
        _ when byStaff => new("Dipilih oleh verifikator", "Chosen by a verifikator"),
        DefaultReason.MostPackages => new("Paket terbanyak", "Most packages"),
        DefaultReason.EarliestRegistration => new("Jumlah paket sama; terdaftar paling awal", "Equal packages; registered first"),
        DefaultReason.LowestSiteCode => new("Jumlah paket dan tanggal sama; kode LPSE terkecil", "Equal packages and date; lowest LPSE code"),
        DefaultReason.CarriesTheLogin => new("Meneruskan login grup setelah akun Default yang lama tidak ada lagi", "Carries the group's login on, since the former Default's account is gone"),
        _ => throw new InvalidOperationException($"Unhandled reason {reason}."),
    };
}
