using BackOffice.Host.Tests.Clauses;
using BackOffice.Rules.Identity;
using BackOffice.Rules.Matching;
using BackOffice.Workflows;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Activation.Undo;
using BackOffice.Workflows.Locks;
using BackOffice.Workflows.Notices;
using BackOffice.Workflows.Registry;
using BackOffice.Workflows.Reports;
using BackOffice.Workflows.SignIn;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;
using Described = BackOffice.Host.Tests.Clauses.Account;

namespace BackOffice.Host.Tests.Histories;

/// <summary>
/// One random history: nine accounts of five companies at four sites, among them a group of three, a doubt and a clash; whatever sites, providers and staff can do to them, up to three things at
/// a time and in turns with the duties of the product; days that pass; mail that fails; a process that dies and is started again.
/// </summary>
internal sealed class History(SimulatedHost host, Random random)
{
    private const string Reason = "Dicocokkan dengan dokumen penyedia.";
    private const int Moments = 14;

    private static readonly StaffActor Vera = new("vera", new HashSet<string> { StaffRoles.Verifikator });
    private static readonly StaffActor Sari = new("sari", new HashSet<string> { StaffRoles.Helpdesk });

    private readonly List<(SiteCode Site, UserId UserId)> accounts = [];
    private readonly Dictionary<long, string> passwords = [];
    private int names;

    /// <summary>What was done, in order, with its outcome.</summary>
    public List<string> Acts { get; } = [];

    /// <summary>How often each kind of act succeeded, and how often the process died.</summary>
    public Dictionary<string, int> Done { get; } = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Lives it to its end, and then lets peace come: nothing fails any more, and what can be done by itself is done.</summary>
    public async Task LiveAsync()
    {
        await BeginAsync();
        host.Post.Faulty = true;
        for (var moment = 0; moment < Moments; moment++)
        {
            if (random.Next(4) == 0)
                host.Scheduler.DieAfter(random.Next(1, 25));
            await MomentAsync();
        }
        host.Post.Faulty = false;
        host.Scheduler.Spare();
        await PeaceAsync();
        await Invariants.HoldAsync(host.Services, accounts.Count);
        await MailsHoldAsync();
    }

    /// <summary>Registers the accounts.</summary>
    public async Task BeginAsync()
    {
        foreach (var site in HistoryGround.Sites.Take(3))
            await RegisterAsync(site, $"sinar-{site}", Some.Account(packages: random.Next(20), email: $"{site}@sinar.example"));
        await RegisterAsync("12", "maju", Some.OtherCompany);
        await RegisterAsync("300", "maju", Some.ThirdCompany);
        await RegisterAsync("277", "bumi", Some.OtherCompany with { Address = "Jl. Gatot Subroto No. 5", Regency = "Kota Jambi", Province = "Jambi", PostalCode = "36123" });
        await RegisterAsync("301", "cahaya", Some.ThirdCompany with { PackageCount = random.Next(20) });
        await RegisterAsync("12", "cahaya-tanpa-npwp", Some.ThirdCompany with { Npwp = "", PackageCount = random.Next(20) });
        await RegisterAsync("301", "tanpa-provinsi", Some.ThirdCompany with { CompanyName = "CV Tanpa Alamat", Npwp = "", Email = "lain@tanpa.example", Phone = "0411-777000", Address = "Jl. Lain 3", Province = "" });
    }

    private async Task RegisterAsync(string site, string userId, Described account)
    {
        (SiteCode Site, UserId UserId) named = (SiteCode.Parse(site), UserId.Parse(userId));
        Assert.IsType<PutAccount.Answer.Created>(await host.Use<PutAccount>().HandleAsync(new(named.Site, named.UserId, Details(account)), Cancel));
        accounts.Add(named);
        passwords[(await AccountAsync(named)).ProviderId] = account.Password;
    }

    /// <summary>Does up to three things at once. A process that dies of it is there again afterwards.</summary>
    public async Task MomentAsync()
    {
        host.Clock.Advance(random.Next(12) == 0 ? TimeSpan.FromDays(random.Next(1, 35)) : TimeSpan.FromMinutes(random.Next(1, 90)));
        var acts = new List<Func<Task>>();
        for (var count = random.Next(1, 4); count > 0; count--)
            acts.Add(await ChooseAsync());
        await host.Scheduler.RunAsync(acts);
        await ReviveAsync();
    }

    private async Task ReviveAsync()
    {
        while (host.Scheduler.Died)
        {
            Count("die");
            await host.RestartAsync(dieAfter: random.Next(4) == 0 ? random.Next(1, 10) : null);
        }
    }

    private async Task PeaceAsync()
    {
        for (var round = 0; round < 60 && !await IsQuietAsync(); round++)
        {
            foreach (var (_, duty) in host.Duties())
                await duty();
            // What was put off is tried again, within three days for mail.
            host.Clock.Advance(TimeSpan.FromHours(2));
        }
        foreach (var (_, duty) in host.Duties())
            await duty();
    }

    private Task<bool> IsQuietAsync() => host.Database.ReadAsync(async (db, ct) =>
        !await db.Notices.AnyAsync(notice => notice.State == NoticeState.Queued, ct)
        && !await db.Reports.AnyAsync(report => report.State == ReportState.Due, ct)
        && !await db.Inbox.AnyAsync(signal => signal.SeenAt == null, ct)
        && !await db.Cases.AnyAsync(@case => @case.ClosedAt == null && @case.State == CaseState.Running, ct), Cancel);

    // At least once, and nothing that no commit tells of.
    private async Task MailsHoldAsync()
    {
        var notices = await host.Database.ReadAsync((db, ct) => db.Notices.ToDictionaryAsync(notice => notice.MessageId, ct), Cancel);
        foreach (var mail in host.Post.Taken)
            Assert.True(notices.TryGetValue(mail.MessageId, out var notice) && notice.ToAddress == mail.To.Address, $"A mail {mail.MessageId} to {mail.To.Address} went out that no notice tells of.");
        var taken = host.Post.Taken.Select(mail => mail.MessageId).ToHashSet();
        foreach (var notice in notices.Values)
            Assert.True(notice.State == NoticeState.Sent ? taken.Contains(notice.MessageId) : notice.State == NoticeState.Dead && host.Post.Gone.Contains(notice.MessageId),
                $"The notice {notice.Template} is {notice.State} ({notice.Failure}) and was {(taken.Contains(notice.MessageId) ? "" : "not ")}taken.");
    }

    private async Task<Func<Task>> ChooseAsync()
    {
        if (random.Next(3) == 0)
        {
            var duties = host.Duties();
            var (name, run) = duties[random.Next(duties.Count)];
            return () => NoteAsync(name, async () =>
            {
                await run();
                return null;
            });
        }
        var (kind, who) = (random.Next(20), accounts[random.Next(accounts.Count)]);
        var act = await MakeAsync(kind, who);
        return act is var (named, does) ? () => NoteAsync($"{named} {who.UserId} at {who.Site}", does) : () => Task.CompletedTask;
    }

    private async Task NoteAsync(string name, Func<Task<Refusal?>> act)
    {
        var at = Acts.Count;
        Acts.Add($"{name}: begun");
        var refusal = await act();
        Acts[at] = $"{name}: {refusal?.Code ?? "done"}";
        if (refusal is null)
            Count(name.Split(' ')[0]);
    }

    private void Count(string act) => Done[act] = Done.GetValueOrDefault(act) + 1;

    // What is chosen is looked up now; what is done to it happens in its turn, when it may have changed.
    private async Task<(string Name, Func<Task<Refusal?>> Does)?> MakeAsync(int kind, (SiteCode Site, UserId UserId) who) => kind switch
    {
        <= 5 => ("open", async () => (await host.Use<OpenActivation>().HandleAsync(new(who.Site, who.UserId), Cancel) as OpenActivation.Answer.Refused)?.Refusal),
        <= 8 => await ProveAsync(),
        9 => await RenameAsync(who),
        10 => await ChangePasswordAsync(who),
        11 => await EditAsync(who),
        12 or 13 => await JudgeAsync(),
        14 => await ChooseDefaultAsync(who),
        15 => await UndoAsync(),
        16 => ("lock", () => LockAsync(new(Account: new(who.Site, who.UserId)), release: false)),
        17 => ("release", () => LockAsync(new(Accounts: [.. accounts.Select(account => new AccountName(account.Site, account.UserId))]), release: true)),
        18 => ("postpone", async () => (await host.Use<PostponeActivation>().HandleAsync(new(who.Site, who.UserId), Cancel) as PostponeActivation.Answer.Refused)?.Refusal),
        _ => random.Next(6) == 0 ? ("close", async () => (await host.Use<CloseAccount>().HandleAsync(new(who.Site, who.UserId), Cancel) as CloseAccount.Answer.Refused)?.Refusal) : null,
    };

    // Where somebody waits to do so; mostly the right password, now and then somebody else's.
    private async Task<(string, Func<Task<Refusal?>>)?> ProveAsync()
    {
        var waiting = await host.Database.ReadAsync((db, ct) => db.Cases.Where(@case => @case.State == CaseState.AwaitDefaultPassword && @case.Group != null).OrderBy(@case => @case.AccountId)
            .Select(@case => new { @case.Account.SiteCode, @case.Account.UserId, @case.Account.ProviderId, @case.Group!.DefaultAccountId }).ToListAsync(ct), Cancel);
        if (waiting.Count == 0)
            return null;
        var member = waiting[random.Next(waiting.Count)];
        var login = await host.Database.ReadAsync((db, ct) => db.Accounts.Where(account => account.Id == member.DefaultAccountId).Select(account => account.ProviderId).SingleAsync(ct), Cancel);
        var typed = passwords[random.Next(5) == 0 ? member.ProviderId : login];
        Func<Task<Refusal?>> does = async () =>
        {
            using var password = new TypedPassword(typed);
            return (await host.Use<ProveDefaultPassword>().HandleAsync(new(member.SiteCode, member.UserId, password), Cancel) as ProveDefaultPassword.Answer.Refused)?.Refusal;
        };
        return ("prove", does);
    }

    private async Task<(string, Func<Task<Refusal?>>)?> RenameAsync((SiteCode Site, UserId UserId) who)
    {
        var account = await AccountAsync(who);
        // A small choice of names, so that they meet.
        var name = UserId.Parse($"nama-baru-{(char)('a' + random.Next(6))}");
        Func<Task<Refusal?>> does = async () =>
        {
            using var password = new TypedPassword(passwords[account.ProviderId]);
            return (await host.Use<ChangeUserId>().HandleAsync(new(who.Site, account.Provider.UserId, name, password), Cancel) as ChangeUserId.Answer.Refused)?.Refusal;
        };
        return ("rename", does);
    }

    private async Task<(string, Func<Task<Refusal?>>)?> ChangePasswordAsync((SiteCode Site, UserId UserId) who)
    {
        var account = await AccountAsync(who);
        var (old, other) = (passwords[account.ProviderId], $"kata sandi baru {++names}");
        Func<Task<Refusal?>> does = async () =>
        {
            using var password = new TypedPassword(old);
            using var newPassword = new TypedPassword(other);
            var refusal = (await host.Use<ChangePassword>().HandleAsync(new(who.Site, account.Provider.UserId, password, newPassword), Cancel) as ChangePassword.Answer.Refused)?.Refusal;
            if (refusal is null)
                passwords[account.ProviderId] = other;
            return refusal;
        };
        return ("change-password", does);
    }

    private async Task<(string, Func<Task<Refusal?>>)?> EditAsync((SiteCode Site, UserId UserId) who)
    {
        var account = await AccountAsync(who);
        EditIdentity.Changes changes = random.Next(4) switch
        {
            0 => new(Address: $"Jl. Merdeka No. {random.Next(1, 4)}"),
            1 => new(Province: "Sulawesi Selatan"),
            _ => new(Phone: $"0741-6627{random.Next(10)}"),
        };
        return ("edit", async () =>
            (await host.Use<EditIdentity>().HandleAsync(new(who.Site, account.Provider.UserId, changes, account.Provider.IdentityVersion, null), Cancel) as EditIdentity.Answer.Refused)?.Refusal);
    }

    private async Task<(string, Func<Task<Refusal?>>)?> JudgeAsync()
    {
        var pairs = await host.Database.ReadAsync((db, ct) => db.PairFindings.Where(finding => finding.Decision == "review" && db.Cases.Any(@case => @case.Id == finding.CaseId && @case.State == CaseState.UnderReview))
            .OrderBy(finding => finding.At).ThenBy(finding => finding.AccountA).ThenBy(finding => finding.AccountB).Select(finding => new { finding.CaseId, finding.Id }).ToListAsync(ct), Cancel);
        if (pairs.Count == 0)
            return null;
        var (pair, answer) = (pairs[random.Next(pairs.Count)], random.Next(3) switch { 0 => VerdictAnswer.Same, 1 => VerdictAnswer.Branch, _ => VerdictAnswer.Unrelated });
        return ("judge", async () => (await host.Use<GiveVerdict>().HandleAsync(new(Vera, pair.CaseId, pair.Id, answer, Reason), Cancel) as GiveVerdict.Answer.Refused)?.Refusal);
    }

    private async Task<(string, Func<Task<Refusal?>>)?> ChooseDefaultAsync((SiteCode Site, UserId UserId) who)
    {
        var reviews = await host.Database.ReadAsync((db, ct) => db.Cases.Where(@case => @case.State == CaseState.UnderReview).OrderBy(@case => @case.AccountId).Select(@case => @case.Id).ToListAsync(ct), Cancel);
        if (reviews.Count == 0)
            return null;
        var @case = reviews[random.Next(reviews.Count)];
        return ("choose", async () => (await host.Use<ChooseDefault>().HandleAsync(new(Vera, @case, who.Site, who.UserId, Reason), Cancel) as ChooseDefault.Answer.Refused)?.Refusal);
    }

    private async Task<(string, Func<Task<Refusal?>>)?> UndoAsync()
    {
        var merged = await host.Database.ReadAsync((db, ct) => db.MergeRecords.Where(merge => merge.UndoneAt == null).OrderBy(merge => merge.At).ThenBy(merge => merge.AccountId).Select(merge => merge.CaseId).ToListAsync(ct), Cancel);
        if (merged.Count == 0)
            return null;
        var (@case, verdict) = (merged[random.Next(merged.Count)], random.Next(2) == 0 ? VerdictAnswer.Branch : VerdictAnswer.Unrelated);
        return ("undo", async () => (await host.Use<UndoMerge>().HandleAsync(new(Vera, @case, verdict, Reason), Cancel) as UndoMerge.Answer.Refused)?.Refusal);
    }

    private async Task<Refusal?> LockAsync(LockTarget target, bool release) =>
        (await host.Use<LockAccounts>().HandleAsync(new(Sari, target, Reason, release, DryRun: false), Cancel) as LockAccounts.Answer.Refused)?.Refusal;

    private Task<Workflows.Registry.Account> AccountAsync((SiteCode Site, UserId UserId) who) => host.Database.ReadAsync((db, ct) =>
        db.Accounts.Include(account => account.Provider).SingleAsync(account => account.SiteCode == who.Site && account.UserIdKey == who.UserId.Key, ct), Cancel);

    private static PutAccount.Details Details(Described account) => new(
        account.PasswordHash, account.CompanyName, account.Npwp, account.Nitku, account.Address, account.Regency, account.Province, account.PostalCode, account.Phone, account.Email,
        account.PackageCount, account.RegisteredOn, account.Verified);
}
