using BackOffice.Rules.Identity;
using BackOffice.Workflows.Changes;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BackOffice.Host.Tests.Clauses;

/// <summary>4.a, 3.b: whatever a site must know reaches it, also after days away (design: the feed is complete, ordered, and can be read again from any cursor).</summary>
public sealed class FeedTests
{
    [Fact]
    public async Task Seven_hundred_sites_some_of_them_away_for_days_end_equal_to_the_registry()
    {
        const int sites = 700, days = 12, seed = 4_700;
        TestContext.Current.TestOutputHelper!.WriteLine($"Seed {seed}");
        var random = new Random(seed);
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var acting = new List<SiteClient>();
        foreach (var code in new[] { "277", "12", "300" })
            acting.Add(await host.AddSiteAsync(code));
        for (var i = 0; i < 6; i++)
            await acting[i % 3].RegisterAsync($"penyedia-{i}", Company(i));
        // One group among them: what happens to its Default concerns the member's site as well.
        await acting[0].RegisterAsync("induk", Some.Account(packages: 40, password: "kata sandi Jambi"));
        await acting[1].RegisterAsync("anggota", Some.Account(packages: 3));
        (await acting[0].OpenActivationAsync("induk")).Done();
        await acting[1].OpenActivationAsync("anggota");
        Assert.Equal("active", (await acting[1].ProveDefaultPasswordAsync("anggota", "kata sandi Jambi")).State());
        var names = Enumerable.Range(0, 6).Select(i => $"penyedia-{i}").ToArray();
        var world = Enumerable.Range(0, sites).Select(i => new SimulatedSite(SiteCode.Parse($"{i + 1000}"))).ToList();
        await AddSitesAsync(host, world);
        var (changes, sequencer) = (host.Services.GetRequiredService<ReadChanges>(), host.Services.GetRequiredService<Sequencer>());

        var truth = await TruthAsync(host);
        for (var day = 0; day < days; day++)
        {
            for (var act = 0; act < 4; act++)
                await ActAsync(random, acting, names);
            (await acting[day % 3].PutIdentityAsync("induk", new { phone = $"0741-{day}", password = "kata sandi Jambi" }, ("If-Match", (await acting[0].IdentityAsync("induk")).Tag()))).Done();
            host.Clock.Advance(TimeSpan.FromDays(1));
            await sequencer.NumberAsync(Cancel);
            truth = await TruthAsync(host);
            foreach (var site in world.Where(site => site.IsUp(random)))
                await site.ReadAsync(changes, truth, random, Cancel);
        }
        foreach (var site in world)
            await site.CatchUpAsync(changes, truth, Cancel);

        var last = world[0].Cursor;
        Assert.True(last > 20, $"Only {last} changes.");
        Assert.All(world, site => Assert.Equal(truth.OrderBy(line => line.Key), site.Known.OrderBy(line => line.Key)));
        Assert.All(world, site => Assert.Equal(Enumerable.Range(1, (int)last).Select(number => (long)number), site.Seen.Order()));
        // Read again from any cursor, it is the same.
        var again = await changes.HandleAsync(new(world[0].Code, last / 2), Cancel);
        Assert.Equal((last / 2 + 1, last), (again.Changes[0].Cursor, again.Changes[^1].Cursor));

        var staff = await host.AddStaffAsync("andi", StaffRoles.Auditor);
        var progress = (await staff.CallAsync(HttpMethod.Get, "sites/progress")).Done().Json.GetProperty("sites").EnumerateArray().ToDictionary(line => line.GetProperty("site").GetString()!);
        Assert.All(world, site => Assert.Equal(0, progress[site.Code.Value].GetProperty("behind").GetInt64()));
        Assert.Equal(last, progress["277"].GetProperty("behind").GetInt64());
        Assert.Equal(RunningHost.Beginning, progress["277"].GetProperty("since").GetDateTimeOffset());
    }

    [Theory, OnBothDatabases]
    public async Task Cursor_that_a_site_asks_after_is_its_progress_and_never_more_than_there_is(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var jambi = await host.AddSiteAsync("277");
        await jambi.RegisterAsync("sinar", Some.Account());
        (await jambi.OpenActivationAsync("sinar")).Done();
        var staff = await host.AddStaffAsync("andi", StaffRoles.Auditor);
        var last = (await jambi.FeedWithAsync("activated")).Json.GetProperty("next").GetInt64();
        async Task<(long, long)> ProgressAsync()
        {
            var line = (await staff.CallAsync(HttpMethod.Get, "sites/progress")).Done().Json.GetProperty("sites").EnumerateArray().Single();
            return (line.GetProperty("cursor").GetInt64(), line.GetProperty("behind").GetInt64());
        }

        Assert.Equal((0, last), await ProgressAsync());
        (await jambi.ChangesAsync("999999")).Done();
        Assert.Equal((last, 0), await ProgressAsync());
        (await jambi.ChangesAsync("0")).Done();
        Assert.Equal((last, 0), await ProgressAsync());
        Assert.NotEqual(System.Net.HttpStatusCode.OK, (await jambi.CallAsync(HttpMethod.Get, "sites/progress")).Status);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    // What a site can know of an account: under which ID, with which version of identity and login, and whether it is active.
    private static async Task<Dictionary<string, string>> TruthAsync(RunningHost host) => await host.Database.ReadAsync((db, ct) => db.Accounts.Where(account => db.Changes.Any(change => change.Number != null && change.ProviderId == account.ProviderId))
        .Select(account => new { account.SiteCode, account.UserId, Now = account.Provider.UserId, account.Provider.IdentityVersion, account.Provider.CredentialVersion, account.ActivatedAt, account.ClosedAt })
        .ToDictionaryAsync(row => $"{row.SiteCode}/{row.UserId}", row => $"{row.Now} {row.IdentityVersion} {row.CredentialVersion} {row.ActivatedAt is not null} {row.ClosedAt is not null}", ct), Cancel);

    private static async Task ActAsync(Random random, List<SiteClient> acting, string[] names)
    {
        var i = random.Next(names.Length);
        var (home, away, name) = (acting[i % 3], acting[random.Next(3)], names[i]);
        switch (random.Next(4))
        {
            case 0:
                (await home.OpenActivationAsync(name)).Done();
                break;
            case 1:
                (await home.EditAsync(name, new { phone = $"0741-{random.Next(10_000, 99_999)}" })).Done();
                break;
            case 2:
                names[i] = (await home.RenameAsync(name, $"penyedia-{i}-{random.Next(1_000_000)}", Company(i).Password)).Done()["userId"];
                break;
            default:
                // Away it may be refused, before activation; then nothing changed.
                await away.ChangePasswordAsync(name, Company(i).Password, Company(i).Password);
                break;
        }
    }

    private static Task AddSitesAsync(RunningHost host, List<SimulatedSite> world) => host.Database.InTransactionAsync((transaction, _) =>
    {
        foreach (var site in world)
            transaction.Db.Sites.Add(new() { Code = site.Code, Name = $"LPSE {site.Code}", Url = "", SpseVersion = "4.5", Stage = Workflows.Registry.SiteStage.Aggregated, AggregatedOn = new(2026, 1, 5) });
        return Task.CompletedTask;
    }, Cancel);

    private static Account Company(int i) => Some.OtherCompany with
    {
        CompanyName = $"CV {(char)('A' + i)}{(char)('B' + i)}{(char)('C' + i)} Utama",
        Npwp = "",
        Address = $"Jl. Melati No. {10 + i * 3}",
        Regency = new[] { "Kota Medan", "Kota Binjai", "Kota Tebing Tinggi" }[i % 3],
        Phone = $"061-45{i:D5}",
        Email = $"kantor{i}@contoh.example",
    };

    /// <summary>A site that keeps what it has read, and is away now and then.</summary>
    private sealed class SimulatedSite(SiteCode code)
    {
        private int awayFor;

        public SiteCode Code => code;

        public long Cursor { get; private set; }

        public Dictionary<string, string> Known { get; } = [];

        public HashSet<long> Seen { get; } = [];

        /// <summary>A third of the sites reads on a day; each may fall out for up to a week.</summary>
        public bool IsUp(Random random)
        {
            if (awayFor > 0)
                awayFor--;
            else if (random.Next(12) == 0)
                awayFor = random.Next(1, 8);
            return awayFor == 0 && random.Next(3) == 0;
        }

        /// <summary>Reads a page; it may break off before it has confirmed, and then reads the same again the next time.</summary>
        public async Task ReadAsync(ReadChanges changes, Dictionary<string, string> truth, Random random, CancellationToken ct)
        {
            var page = await changes.HandleAsync(new(code, Cursor), ct);
            var takes = random.Next(10) == 0 ? random.Next(page.Changes.Count + 1) : page.Changes.Count;
            foreach (var change in page.Changes.Take(takes))
                Take(change, truth);
            if (takes == page.Changes.Count)
                Cursor = page.Next;
        }

        public async Task CatchUpAsync(ReadChanges changes, Dictionary<string, string> truth, CancellationToken ct)
        {
            for (ReadChanges.Page page; (page = await changes.HandleAsync(new(code, Cursor), ct)).Changes.Count > 0; Cursor = page.Next)
                foreach (var change in page.Changes)
                    Take(change, truth);
        }

        // A change says only that something changed; the site reads the data itself, as it is when it reads.
        private void Take(ReadChanges.Change change, Dictionary<string, string> truth)
        {
            Seen.Add(change.Cursor);
            foreach (var (site, userId) in change.Accounts)
                Known[$"{site}/{userId}"] = truth[$"{site}/{userId}"];
        }
    }
}
