using System.Globalization;
using BackOffice.Host.Tests.Clauses;
using BackOffice.Rules.Identity;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;
using static BackOffice.Host.Tests.Groups.GroupScenes;

namespace BackOffice.Host.Tests.Groups;

/// <summary>Decision 15 as a property: whatever happened before, undoing a merge gives both logins and identities back as they were. UNDO_HISTORIES says how many histories are tried; the seed is in every failure.</summary>
public sealed class UndoHistoryTests
{
    private static readonly string[] Sites = ["277", "12", "300", "301"];

    [Fact]
    public async Task Undo_after_any_history_gives_logins_and_identities_back()
    {
        var count = int.Parse(Environment.GetEnvironmentVariable("UNDO_HISTORIES") ?? "4", CultureInfo.InvariantCulture);
        var first = int.Parse(Environment.GetEnvironmentVariable("UNDO_SEED") ?? "1", CultureInfo.InvariantCulture);
        var undone = 0;
        for (var seed = first; seed < first + count; seed++)
        {
            TestContext.Current.SendDiagnosticMessage("History with seed {0}", seed);
            // A hash that is wrapped in the background is the same login in another form.
            await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite, ("SignIn:RewrapShare", "0"));
            var history = new History(host, new(seed));
            try
            {
                undone += await history.RunAsync();
            }
            catch (Exception e)
            {
                Assert.Fail($"Seed {seed}: {string.Join(", ", history.Acts)}\n{e}");
            }
        }
        Assert.True(undone > count, $"Only {undone} merges were undone in {count} histories: the test tries nothing.");
    }

    private sealed class History(RunningHost host, Random random)
    {
        private readonly Dictionary<long, string> passwords = [];
        private readonly Dictionary<string, (string CaseId, string Before)> merged = [];
        private readonly HashSet<string> registered = [];
        private StaffClient vera = null!;
        private int names, undone;

        public List<string> Acts { get; } = [];

        public async Task<int> RunAsync()
        {
            vera = await host.AddStaffAsync("vera", StaffRoles.Verifikator);
            foreach (var site in Sites)
                await host.AddSiteAsync(site);
            for (var i = 0; i < 16; i++)
            {
                host.Clock.Advance(TimeSpan.FromMinutes(1));
                await ActAsync(Sites[random.Next(Sites.Length)]);
                await InvariantsAsync();
            }
            foreach (var site in merged.Keys.ToList())
                await UndoAsync(site);
            await InvariantsAsync();
            return undone;
        }

        private Task ActAsync(string site) => (registered.Contains(site), random.Next(8)) switch
        {
            (false, _) => RegisterAsync(site),
            (_, 0 or 1 or 2) => ActivateAsync(site),
            (_, 3) => RenameAsync(site),
            (_, 4) => ChangePasswordAsync(site),
            (_, 5) => EditAsync(site),
            _ => merged.ContainsKey(site) ? UndoAsync(site) : ActivateAsync(site),
        };

        private async Task RegisterAsync(string site)
        {
            Acts.Add($"register {site}");
            registered.Add(site);
            await host.Site(site).RegisterAsync($"sinar-{site}", Some.Account(packages: random.Next(50), email: $"{site}@sinar.example", password: $"kata sandi {site}"));
            passwords[(await AccountAsync(site)).Id] = $"kata sandi {site}";
        }

        private async Task ActivateAsync(string site)
        {
            var opened = await host.Site(site).ActivateAsync();
            Acts.Add($"activate {site}: {opened.State()}");
            if (opened.State() != "awaitDefaultPassword")
                return;
            var account = await AccountAsync(site);
            var before = Before(account);
            var login = await host.Database.ReadAsync((db, ct) => db.Groups.Where(group => group.Members.Any(member => member.AccountId == account.Id && member.LeftAt == null))
                .Join(db.Accounts, group => group.DefaultAccountId, one => one.Id, (_, one) => one.ProviderId).SingleAsync(ct), Cancel);
            Assert.Equal("active", (await host.Site(site).ProveDefaultPasswordAsync($"sinar-{site}", passwords[login])).State());
            Acts.Add($"merge {site}");
            merged[site] = (opened.CaseId(), before);
        }

        private async Task RenameAsync(string site)
        {
            var account = await AccountAsync(site);
            Acts.Add($"rename at {site}");
            (await host.Site(site).RenameAsync(account.Provider.UserId.Value, $"nama-{++names}", passwords[account.ProviderId])).Done();
        }

        private async Task ChangePasswordAsync(string site)
        {
            var account = await AccountAsync(site);
            Acts.Add($"password at {site}");
            (await host.Site(site).ChangePasswordAsync(account.Provider.UserId.Value, passwords[account.ProviderId], $"kata sandi baru {++names}")).Done();
            passwords[account.ProviderId] = $"kata sandi baru {names}";
        }

        private async Task EditAsync(string site)
        {
            var account = await AccountAsync(site);
            Acts.Add($"edit at {site}");
            (await host.Site(site).EditAsync(account.Provider.UserId.Value, new { postalCode = $"361{random.Next(10, 99)}", email = $"alamat-{++names}@sinar.example" })).Done();
            await host.SettleAsync();
        }

        private async Task UndoAsync(string site)
        {
            var (caseId, before) = merged[site];
            var joint = Describe((await AccountAsync(site)).Provider);
            var jointId = (await AccountAsync(site)).ProviderId;
            Acts.Add($"undo {site}");
            (await vera.UndoAsync(caseId, random.Next(2) == 0 ? "branch" : "unrelated")).Done();
            merged.Remove(site);
            undone++;
            var account = await AccountAsync(site);
            Assert.Equal(before, Before(account));
            Assert.Equal(joint, Describe(await host.Database.ReadAsync((db, ct) => db.Providers.SingleAsync(provider => provider.Id == jointId, ct), Cancel)));
            Assert.Equal(account.Provider.UserId.Value, (await host.Site(site).LoginAsync(account.Provider.UserId.Value, passwords[account.Id])).Done()["userId"]);
            await host.SettleAsync();
        }

        // One Default a group, one claim a key, and accounts conserved: each with a login that is there.
        private Task<bool> InvariantsAsync() => host.Database.ReadAsync(async (db, ct) =>
        {
            Assert.Equal(registered.Count, await db.Accounts.CountAsync(ct));
            Assert.Equal(registered.Count, await db.Providers.CountAsync(ct));
            var groups = await db.Groups.Include(group => group.Members).ToListAsync(ct);
            foreach (var present in groups.Select(group => (group.DefaultAccountId, Members: group.Members.Where(member => member.LeftAt is null).ToList())).Where(group => group.Members.Count > 0))
                Assert.True(present.Members.Count > 1 && present.Members.Exists(member => member.AccountId == present.DefaultAccountId), "A group has no Default, or one member.");
            foreach (var active in await db.Providers.Where(provider => provider.ActivatedAt != null).ToListAsync(ct))
                Assert.True(await db.UserIdClaims.AnyAsync(claim => claim.Key == active.UserIdKey && claim.ProviderId == active.Id, ct), $"{active.UserId} is active and not claimed by its provider.");
            Assert.False(await db.MergeRecords.AnyAsync(merge => merge.UndoneAt == null && !db.Accounts.Any(account => account.Id == merge.AccountId && account.ProviderId == merge.ToProviderId), ct));
            return true;
        }, Cancel);

        private Task<Workflows.Registry.Account> AccountAsync(string site) =>
            host.Database.ReadAsync((db, ct) => db.Accounts.Include(account => account.Provider).SingleAsync(account => account.SiteCode == SiteCode.Parse(site), ct), Cancel);

        private static string Before(Workflows.Registry.Account account) => $"{account.ActivatedAt:O} {account.PackageCount} {account.UserId} {Describe(account.Provider)}";

        private static CancellationToken Cancel => TestContext.Current.CancellationToken;
    }
}
