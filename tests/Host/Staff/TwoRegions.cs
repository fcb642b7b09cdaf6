using System.Globalization;
using BackOffice.Fixtures;
using BackOffice.Host.Tests.Clauses;
using BackOffice.Host.Tests.Consistency;
using BackOffice.Host.Tests.Desk;
using BackOffice.Host.Tests.Policies;
using BackOffice.Rules.Identity;
using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Definitions.Moves;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.IdentityEdits;
using BackOffice.Workflows.Policies.Impact;
using BackOffice.Workflows.Registry;
using BackOffice.Workflows.Reports;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Host.Tests.Staff;

/// <summary>The two regions once on each database.</summary>
public sealed class TwoRegionsOnEach : IAsyncDisposable
{
    private readonly Dictionary<DatabaseProvider, TwoRegions> regions = [];

    /// <summary>Those on this database.</summary>
    public async Task<TwoRegions> OnAsync(DatabaseProvider database) => regions.TryGetValue(database, out var found) ? found : regions[database] = await TwoRegions.StartAsync(database);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var one in regions.Values)
            await one.DisposeAsync();
    }
}

/// <summary>
/// Two regions that have nothing to do with each other: a case at 277, which is dewi's, and at 12, 300 and 44 of whatever staff may see one thing at least. Anisa sees it all.
/// </summary>
public sealed class TwoRegions : IAsyncDisposable
{
    private const string Reason = "Sesuai surat permohonan penyedia.";

    private static readonly string[] Evidence = ["letterOfRequest", "deedOfEstablishment", "taxCard", "directorIdentity", "callBack"];

    private TwoRegions(RunningHost host, StaffClient anisa, StaffClient dewi) => (Host, Anisa, Dewi) = (host, anisa, dewi);

    /// <summary>The Host.</summary>
    public RunningHost Host { get; }

    /// <summary>Holds every role, and is not limited.</summary>
    public StaffClient Anisa { get; }

    /// <summary>Holds every role, and is limited to 277.</summary>
    public StaffClient Dewi { get; }

    /// <summary>The number of the case at 277.</summary>
    public string OwnCase { get; private set; } = "";

    /// <summary>Every user ID, company name and case number of the other region, and the id of each of its things.</summary>
    public IReadOnlyList<string> Foreign { get; private set; } = [];

    /// <summary>The things of the other region, by the part of an address that names them, such as <c>cases/{caseId}</c>.</summary>
    public Dictionary<string, IReadOnlyList<string>> Things { get; } = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Starts a Host with both.</summary>
    public static async Task<TwoRegions> StartAsync(DatabaseProvider database)
    {
        var host = await RunningHost.StartAsync(database, ("Recovery:ObjectionPeriod", "00:00:00"));
        try
        {
            var (anisa, dewi) = (await host.AddStaffAsync("anisa", [.. StaffRoles.All]), await host.AddStaffAsync("dewi", [.. StaffRoles.All]));
            var regions = new TwoRegions(host, anisa, dewi);
            await regions.OwnAsync();
            await regions.OthersAsync();
            Assert.Null(await host.Use<LimitToSites>().HandleAsync(new(StaffActor.CommandLine, "dewi", [SiteCode.Parse("277")]), Cancel));
            return regions;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => Host.DisposeAsync();

    private async Task OwnAsync()
    {
        var jambi = await Host.AddSiteAsync("277");
        await jambi.RegisterAsync("jambi-jaya", Some.Account(name: "PT Jambi Jaya", npwp: "01.999.888.6-331.000", address: "Jl. Sultan Thaha No. 3", email: "kantor@jambi-jaya.example") with { Province = "" });
        OwnCase = (await jambi.OpenActivationAsync("jambi-jaya")).Done()["number"];
    }

    private async Task OthersAsync()
    {
        var (medan, padang) = (await Host.AddSiteAsync("12"), await Host.AddSiteAsync("300"));
        await medan.RegisterAsync("sinar-12", Some.Account(packages: 40, email: "12@sinar.example"));
        await padang.RegisterAsync("sinar-300", Some.Account(email: "300@sinar.example"));
        await medan.RegisterAsync("bumi", Some.OtherCompany);
        await padang.RegisterAsync("bumi-tanpa-npwp", Some.OtherCompany with { Npwp = "", PackageCount = 1, Email = "kedua@bumi-perkasa.co.id" });
        await medan.RegisterAsync("kembar", Some.ThirdCompany);
        await padang.RegisterAsync("kembar", Some.Account(name: "PT Kembar Dua", npwp: "01.777.555.9-331.000", address: "Jl. Kembar No. 2", email: "dua@kembar.example"));
        var waiting = (await padang.OpenActivationAsync("sinar-300")).CaseId();
        var doubt = (await padang.OpenActivationAsync("bumi-tanpa-npwp")).CaseId();
        (await padang.OpenActivationAsync("kembar")).Done();
        await Anisa.JudgeAsync(doubt, "branch");
        Assert.Equal("active", (await padang.ActivationAsync("bumi-tanpa-npwp")).State());
        (await padang.EditAsync("bumi-tanpa-npwp", new { npwp = "03.333.444.2-211.000" })).Done();
        (await Anisa.CallAsync(HttpMethod.Post, $"cases/{waiting}/recovery", new { evidence = Evidence, reason = Reason })).Done();
        (await Anisa.CallAsync(HttpMethod.Post, "locks", new { target = new { account = new { site = "12", userId = "bumi" } }, reason = Reason })).Done();
        await Host.SettledAsync();
        await BounceAsync();
        await ReviewAsync();
        var cases = await Host.Database.ReadAsync((db, ct) => db.Cases.Where(@case => @case.SiteCode != SiteCode.Parse("277")).Select(@case => @case.Id).ToListAsync(ct), Cancel);
        Things["cases/{caseId}"] = [.. cases.Select(id => $"{id}")];
        Things["clashes/{clashId}"] = await Host.Database.ReadAsync((db, ct) => db.Clashes.Select(clash => clash.Id.ToString()).ToListAsync(ct), Cancel);
        Things["verdicts/{verdictId}"] = await Host.Database.ReadAsync((db, ct) => db.Verdicts.Select(verdict => verdict.Id.ToString()).ToListAsync(ct), Cancel);
        Things["recoveries/{recoveryId}"] = await Host.Database.ReadAsync((db, ct) => db.Recoveries.Select(recovery => recovery.Id.ToString()).ToListAsync(ct), Cancel);
        Things["notices/{id}"] = await Host.Database.ReadAsync((db, ct) => db.Notices.Where(notice => cases.Contains(notice.CaseId!.Value)).Select(notice => notice.Id.ToString()).ToListAsync(ct), Cancel);
        Things["identity-proposals/{proposalId}"] = await Host.Database.ReadAsync((db, ct) => db.IdentityProposals.Select(proposal => proposal.Id.ToString()).ToListAsync(ct), Cancel);
        Things["identity-reviews/{reviewId}"] = await Host.Database.ReadAsync((db, ct) => db.IdentityReviews.Select(review => review.Id.ToString()).ToListAsync(ct), Cancel);
        await JoinAsync();
        await RunAsync();
        await ReportsAsync();
        await PreviewAsync();
        await MoveAsync(new(Guid.Parse(waiting)));
        await Host.Use<SealAudit>().HandleAsync(Cancel);
        Things["audit/{id}"] = await Host.Database.ReadAsync((db, ct) => db.Audit.Where(entry => entry.Act == "verdict-given").Select(entry => entry.Id.ToString()).ToListAsync(ct), Cancel);
        Foreign = await Host.Database.ReadAsync(async (db, ct) => (List<string>)
        [
            .. await db.Cases.Where(@case => cases.Contains(@case.Id)).Select(@case => @case.Number).ToListAsync(ct),
            .. (await db.Accounts.Include(account => account.Provider).Where(account => account.SiteCode != SiteCode.Parse("277")).ToListAsync(ct))
                .SelectMany(account => new[] { account.UserId.Value, account.Provider.CompanyName }).Distinct(),
            "orang-44",
            // How a policy would change the nation is no secret.
            .. Things.Where(things => things.Key != "drafts/{id}").SelectMany(things => things.Value).Where(thing => Guid.TryParse(thing, out _)),
        ], Cancel);
    }

    private Task BounceAsync() => Host.ByHandAsync(async db =>
    {
        var notice = await db.Notices.FirstAsync(one => one.ToAddress == "300@sinar.example", Cancel);
        (notice.State, notice.BounceReason) = (Workflows.Notices.NoticeState.Bounced, "Kotak surat tidak ada.");
    });

    private Task ReviewAsync() => Host.ByHandAsync(async db =>
    {
        var provider = await db.Providers.SingleAsync(one => one.Npwp == Some.ThirdCompany.Npwp, Cancel);
        db.IdentityReviews.Add(new() { Id = Guid.NewGuid(), ProviderId = provider.Id, Cause = IdentityReviewCause.Edited, State = IdentityReviewState.Open, DueAt = RunningHost.Beginning });
    });

    private async Task JoinAsync()
    {
        await Host.AddSiteAsync("44", SiteStage.V3);
        (await Anisa.CallAsync(HttpMethod.Post, "sites/44/uploads", string.Create(CultureInfo.InvariantCulture, $"""
            lpse_code,user_id,password_hash,company_name,npwp,nitku,address,regency,province,postal_code,phone,email,package_count,registered_on,verified
            12,orang-44,{Some.OtherCompany.PasswordHash},PT Orang,,,Jl. Orang 1,Kota Medan,Sumatera Utara,20217,061-1,orang@orang.example,1,2020-01-01,true

            """))).Done();
        var job = (await Anisa.CallAsync(HttpMethod.Post, "sites/44/jobs", new { kind = "dryRun" })).Done()["job"];
        await EndedAsync(async () => (await Anisa.CallAsync(HttpMethod.Get, $"sites/44/jobs/{job}")).Done()["state"] == "done");
        (Things["sites/{code}"], Things["jobs/{id}"], Things["jobs/{job}"]) = (["44", "12"], [job], [job]);
    }

    private async Task RunAsync()
    {
        var (filter, act) = (new { site = "300" }, new { act = "note", text = Reason });
        var digest = (await Anisa.CallAsync(HttpMethod.Post, "bulk-runs/preview", new { filter, act })).Done()["digest"];
        var run = (await Anisa.CallAsync(HttpMethod.Post, "bulk-runs", new { filter, act, digest })).Done()["run"];
        await EndedAsync(async () => (await Anisa.CallAsync(HttpMethod.Get, $"bulk-runs/{run}")).Done().Json.GetProperty("run").GetProperty("state").GetString() == "done");
        (Things["bulk-runs/{runId}"], Things["bulk-runs/{run}"]) = ([run], [run]);
    }

    private async Task ReportsAsync()
    {
        var group = await Host.Database.ReadAsync((db, ct) => db.Groups.Select(one => one.Id).SingleAsync(ct), Cancel);
        List<string> reports = [];
        foreach (var order in new object[]
        {
            new { kind = "nation" }, new { kind = "period", from = "2026-03-01", to = "2026-03-31" }, new { kind = "site", id = "300" },
            new { kind = "group", id = group }, new { kind = "clash", id = Things["clashes/{clashId}"][0] }, new { kind = "case", id = Things["cases/{caseId}"][0] },
        })
            reports.Add((await Anisa.CallAsync(HttpMethod.Post, "reports", order)).Done()["report"]);
        await EndedAsync(() => Host.Database.ReadAsync((db, ct) => db.RequestedReports.AllAsync(report => report.State == ReportState.Ready, ct), Cancel));
        Things["reports/{id}"] = reports;
    }

    private async Task PreviewAsync()
    {
        var draft = (await Anisa.DraftAsync(PolicyWork.With(" && !pair.UnitMissing", ""))).Done();
        var preview = Guid.NewGuid();
        await Host.ByHandAsync(db =>
        {
            db.ImpactPreviews.Add(new() { Id = preview, DraftId = Guid.Parse(draft["id"]), Digest = "-", BaseNumber = 1, AskedBy = "anisa", AskedAt = RunningHost.Beginning, State = PreviewState.Done });
            db.ImpactChanges.Add(new() { PreviewId = preview, Place = 1, Kind = "pair", Subject = "12/sinar-12 300/sinar-300", Before = "same_company", After = "review" });
            return Task.CompletedTask;
        });
        Things["drafts/{id}"] = [draft["id"]];
    }

    private async Task MoveAsync(CaseId @case)
    {
        var move = Guid.NewGuid();
        await Host.ByHandAsync(async db =>
        {
            db.DefinitionMoves.Add(Definitions.MoveTests.MoveRow(move, MoveState.Done, total: 1));
            db.DefinitionMoveItems.Add(await Definitions.MoveTests.ItemAsync(db, move, 1, @case, MoveItemState.Moved));
        });
        Things["moves/{id}"] = [$"{move}"];
    }

    private Task EndedAsync(Func<Task<bool>> ended) => Eventually.TrueAsync(ended, otherwise: () => Host.Logs, cancel: Cancel);
}
