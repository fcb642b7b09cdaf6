using System.Net;
using BackOffice.Host.Tests.Clauses;
using BackOffice.Host.Tests.Groups;
using BackOffice.Rules.Identity;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Host.Tests.Histories;

/// <summary>One random history: nine accounts of four companies at four sites, among them a group of three, a doubt and a clash, and whatever can be done to them over HTTP.</summary>
internal sealed class History(RunningHost host, Random random)
{
    private const string Reason = "Dicocokkan dengan dokumen penyedia.";

    private static readonly string[] Sites = ["277", "12", "300", "301"];

    private readonly List<(string Site, string UserId)> accounts = [];
    private readonly Dictionary<long, string> passwords = [];
    private StaffClient vera = null!, sari = null!;
    private int names;

    /// <summary>What was done, in order, with its outcome.</summary>
    public List<string> Acts { get; } = [];

    /// <summary>How often each kind of act succeeded.</summary>
    public Dictionary<string, int> Done { get; } = [];

    /// <summary>How many accounts there are.</summary>
    public int Registered => accounts.Count;

    /// <summary>Sites, staff and accounts.</summary>
    public async Task BeginAsync()
    {
        foreach (var site in Sites)
            await host.AddSiteAsync(site);
        vera = await host.AddStaffAsync("vera", StaffRoles.Verifikator);
        sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        foreach (var site in Sites.Take(3))
            await RegisterAsync(site, $"sinar-{site}", Some.Account(packages: random.Next(20), email: $"{site}@sinar.example"));
        await RegisterAsync("12", "maju", Some.OtherCompany);
        await RegisterAsync("300", "maju", Some.ThirdCompany);
        await RegisterAsync("277", "bumi", Some.OtherCompany with { Address = "Jl. Gatot Subroto No. 5", Regency = "Kota Jambi", Province = "Jambi", PostalCode = "36123" });
        await RegisterAsync("301", "cahaya", Some.ThirdCompany with { PackageCount = random.Next(20) });
        await RegisterAsync("12", "cahaya-tanpa-npwp", Some.ThirdCompany with { Npwp = "", PackageCount = random.Next(20) });
    }

    /// <summary>Does one thing at random; an answer of "the system failed" ends the history.</summary>
    public async Task ActAsync()
    {
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        var (site, userId) = accounts[random.Next(accounts.Count)];
        var (name, reply) = await DoAsync(random.Next(20), host.Site(site), userId);
        Acts.Add($"{name} {userId} at {site}: {(reply is null ? "nothing to do" : $"{(int)reply.Status} {reply.Refusal}")}");
        if (reply is null)
            return;
        Assert.True(reply.Status is not (HttpStatusCode.InternalServerError or HttpStatusCode.ServiceUnavailable), reply.Text);
        if (reply.Refusal is null)
            Done[name] = Done.GetValueOrDefault(name) + 1;
        await host.SettleAsync();
    }

    private async Task<(string Name, Reply? Reply)> DoAsync(int kind, SiteClient site, string userId) => kind switch
    {
        <= 5 => ("open", await site.OpenActivationAsync(userId)),
        <= 8 => ("prove", await ProveAsync()),
        9 => ("rename", await RenameAsync(site, userId)),
        10 => ("change the password", await ChangePasswordAsync(site, userId)),
        11 => ("edit", await EditAsync(site, userId)),
        12 or 13 => ("judge", await JudgeAsync()),
        14 => ("choose", await ChooseAsync(site, userId)),
        15 => ("undo", await UndoAsync()),
        16 => ("lock", await sari.LockAsync(new { account = new { site = site.Code, userId } })),
        17 => ("release", await sari.ReleaseAsync(new { accounts = accounts.Select(account => new { site = account.Site, userId = account.UserId }) })),
        18 => ("wait", await WaitAsync(site, userId)),
        _ => ("close", random.Next(6) == 0 ? await site.DeleteAccountAsync(userId) : null),
    };

    private async Task RegisterAsync(string site, string userId, Account account)
    {
        await host.Site(site).RegisterAsync(userId, account);
        accounts.Add((site, userId));
        passwords[(await AccountAsync(site, userId)).Id] = account.Password;
    }

    // Where somebody waits to do so; mostly the right password, now and then somebody else's.
    private async Task<Reply?> ProveAsync()
    {
        var waiting = await host.Database.ReadAsync((db, ct) => db.Cases.Where(@case => @case.State == CaseState.AwaitDefaultPassword).OrderBy(@case => @case.OpenedAt)
            .Select(@case => new { @case.Account.SiteCode, @case.Account.UserId, @case.Account.ProviderId, @case.Group!.DefaultAccountId }).ToListAsync(ct), Cancel);
        if (waiting.Count == 0)
            return null;
        var member = waiting[random.Next(waiting.Count)];
        var login = await host.Database.ReadAsync((db, ct) => db.Accounts.Where(account => account.Id == member.DefaultAccountId).Select(account => account.ProviderId).SingleAsync(ct), Cancel);
        return await host.Site(member.SiteCode.Value).ProveDefaultPasswordAsync(member.UserId.Value, passwords[random.Next(5) == 0 ? member.ProviderId : login]);
    }

    private async Task<Reply> RenameAsync(SiteClient site, string userId)
    {
        var account = await AccountAsync(site.Code, userId);
        // A small choice of names, so that they meet.
        return await site.RenameAsync(account.Provider.UserId.Value, $"nama-baru-{(char)('a' + random.Next(6))}", passwords[account.ProviderId]);
    }

    private async Task<Reply> ChangePasswordAsync(SiteClient site, string userId)
    {
        var account = await AccountAsync(site.Code, userId);
        var password = $"kata sandi baru {++names}";
        var reply = await site.ChangePasswordAsync(account.Provider.UserId.Value, passwords[account.ProviderId], password);
        if (reply.Refusal is null)
            passwords[account.ProviderId] = password;
        return reply;
    }

    private async Task<Reply> EditAsync(SiteClient site, string userId)
    {
        var account = await AccountAsync(site.Code, userId);
        object change = random.Next(3) == 0 ? new { address = $"Jl. Merdeka No. {random.Next(1, 4)}" } : new { phone = $"0741-6627{random.Next(10)}" };
        return await site.PutIdentityAsync(account.Provider.UserId.Value, change, ("If-Match", $"\"{account.Provider.IdentityVersion}\""));
    }

    private async Task<Reply?> JudgeAsync()
    {
        var reviews = await CasesAsync(CaseState.UnderReview);
        if (reviews.Count == 0)
            return null;
        var @case = reviews[random.Next(reviews.Count)];
        var pairs = await host.Database.ReadAsync((db, ct) => db.PairFindings.Where(finding => finding.CaseId == new Workflows.Engine.CaseId(@case) && finding.Decision == "review")
            .Select(finding => finding.Id).ToListAsync(ct), Cancel);
        return pairs.Count == 0
            ? null
            : await vera.CallAsync(HttpMethod.Post, $"cases/{@case}/verdict", new { pair = pairs[random.Next(pairs.Count)], answer = random.Next(3) switch { 0 => "same", 1 => "branch", _ => "unrelated" }, reason = Reason });
    }

    private async Task<Reply?> ChooseAsync(SiteClient site, string userId)
    {
        var reviews = await CasesAsync(CaseState.UnderReview);
        return reviews.Count == 0 ? null : await vera.ChooseDefaultAsync($"{reviews[random.Next(reviews.Count)]}", site, userId);
    }

    private async Task<Reply?> UndoAsync()
    {
        var merged = await host.Database.ReadAsync((db, ct) => db.MergeRecords.Where(merge => merge.UndoneAt == null).Select(merge => merge.CaseId).ToListAsync(ct), Cancel);
        return merged.Count == 0 ? null : await vera.UndoAsync($"{merged[random.Next(merged.Count)].Value}", random.Next(2) == 0 ? "branch" : "unrelated");
    }

    private async Task<Reply> WaitAsync(SiteClient site, string userId)
    {
        host.Clock.Advance(TimeSpan.FromDays(random.Next(1, 40)));
        return await site.PostponeAsync(userId);
    }

    private Task<List<Guid>> CasesAsync(CaseState state) => host.Database.ReadAsync(async (db, ct) =>
        (await db.Cases.Where(@case => @case.State == state).OrderBy(@case => @case.OpenedAt).Select(@case => @case.Id).ToListAsync(ct)).ConvertAll(id => id.Value), Cancel);

    private Task<Workflows.Registry.Account> AccountAsync(string site, string userId) => host.Database.ReadAsync((db, ct) =>
        db.Accounts.Include(account => account.Provider).SingleAsync(account => account.SiteCode == SiteCode.Parse(site) && account.UserIdKey == UserId.Parse(userId).Key, ct), Cancel);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
