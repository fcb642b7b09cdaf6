using System.Globalization;
using System.Net;
using System.Text.Json;
using BackOffice.Fixtures;
using BackOffice.Host.Tests.Clauses;
using BackOffice.Rules.Identity;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Registry;
using BackOffice.Workflows.Registry.Joining;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BackOffice.Host.Tests.Sites;

/// <summary>Decision 18 from the console: the accounts of a site are uploaded, tried and imported, its join is rehearsed, and then it joins.</summary>
public sealed class BringSiteInTests
{
    private const string Header = "lpse_code,user_id,password_hash,company_name,npwp,nitku,address,regency,province,postal_code,phone,email,package_count,registered_on,verified";
    private const string Reason = "Surat LKPP No. 12.";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Site_is_brought_in_from_its_file_step_by_step(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (medan, _) = (await host.AddSiteAsync("12"), await host.AddSiteAsync("300", SiteStage.V3));
        await medan.RegisterAsync("sinar-12", Some.Account(packages: 3));
        await medan.RegisterAsync("cahaya", Some.ThirdCompany);
        Assert.Equal("active", (await medan.OpenActivationAsync("sinar-12")).State());
        var admin = await host.AddStaffAsync("anisa", StaffRoles.Administrator);
        var file = Csv(
            Row("sinar-300", Some.Account(packages: 40)),
            Row("cahaya", Some.OtherCompany),
            Row("tanpa-provinsi", Some.ThirdCompany with { CompanyName = "CV Tanpa Alamat", Npwp = "", Email = "lain@tanpa.example", Phone = "0411-777000", Address = "Jl. Lain 3", Province = "" }),
            Row("orang-lain", Some.OtherCompany, site: "12"),
            "300,rusak,md5:tidak,PT Rusak");

        // Rehearsed from the file, before anything is imported.
        (await UploadAsync(admin, file)).Done();
        var first = (await JobAsync(host, admin, new { kind = "rehearsal", fromUpload = true })).GetProperty("rehearsal");
        Assert.Equal((3, 1, 1, 1, 2, 1), Numbers(first));
        Assert.Equal(0, await CountAsync(host, "300"));

        (await StartAsync(admin, new { kind = "import" })).RefusedAs(HttpStatusCode.Conflict, "dry-run-missing");
        var tried = await JobAsync(host, admin, new { kind = "dryRun" });
        Assert.Equal((3, 2), Import(tried));
        Assert.Equal(0, await CountAsync(host, "300"));
        var rejected = (await admin.CallAsync(HttpMethod.Get, $"sites/300/jobs/{tried.GetProperty("id").GetString()}/tables/rejected.csv")).Done().Text;
        Assert.Contains("orang-lain", rejected, StringComparison.Ordinal);
        Assert.DoesNotContain(Some.OtherCompany.PasswordHash, rejected, StringComparison.Ordinal);

        Assert.Equal((3, 2), Import(await JobAsync(host, admin, new { kind = "import" })));
        Assert.Equal(3, await CountAsync(host, "300"));
        // The file holds hashes: it is gone once it was imported.
        await Eventually.TrueAsync(() => Directory.GetFiles(Path.Combine(host.DataFolder, "uploads")).Length == 0, otherwise: () => host.Logs, cancel: Cancel);

        // What was rehearsed from the file is what the registry has now.
        (await JoinAsync(admin)).Done();
        Assert.Equal("aggregated", (await admin.CallAsync(HttpMethod.Get, "sites/300/overview")).Done().Json.GetProperty("site").GetProperty("stage").GetString());
        await Groups.DefaultGoneTests.FinishedAsync(host, admin, "300");
        Assert.Equal("1", (await admin.CallAsync(HttpMethod.Get, "sites/300/join")).Done()["told"]);
    }

    [Theory, OnBothDatabases]
    public async Task Join_is_refused_until_just_these_accounts_were_rehearsed_not_too_long_ago(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var palu = await host.AddSiteAsync("300", SiteStage.V3);
        await palu.RegisterAsync("sinar", Some.Account());
        var owner = await host.AddStaffAsync("putri", StaffRoles.ProcessOwner);

        (await JoinAsync(owner)).RefusedAs(HttpStatusCode.Conflict, "rehearsal-missing");
        await JobAsync(host, owner, new { kind = "rehearsal" });
        await palu.RegisterAsync("bumi", Some.OtherCompany);
        (await JoinAsync(owner)).RefusedAs(HttpStatusCode.Conflict, "rehearsal-stale");
        await JobAsync(host, owner, new { kind = "rehearsal" });
        host.Clock.Advance(TimeSpan.FromHours(25));
        (await JoinAsync(owner)).RefusedAs(HttpStatusCode.Conflict, "rehearsal-stale");
        await JobAsync(host, owner, new { kind = "rehearsal" });
        (await JoinAsync(owner)).Done();
        (await StartAsync(owner, new { kind = "rehearsal" })).RefusedAs(HttpStatusCode.Conflict, "site-joined");
        Assert.True(Guid.TryParse(await RehearsalOfJoinAsync(host), out _));
    }

    [Theory, OnBothDatabases]
    public async Task Join_without_a_rehearsal_takes_a_reason_and_stands_in_the_audit_trail(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        await host.AddSiteAsync("300", SiteStage.V3);
        var admin = await host.AddStaffAsync("anisa", StaffRoles.Administrator);

        (await admin.CallAsync(HttpMethod.Post, "sites/300/join", new { reason = "", withoutRehearsal = true })).RefusedAs(HttpStatusCode.BadRequest, "reason-missing");
        (await admin.CallAsync(HttpMethod.Post, "sites/300/join", new { reason = Reason, withoutRehearsal = true })).Done();

        Assert.Equal("none", await RehearsalOfJoinAsync(host));
    }

    [Theory, OnBothDatabases]
    public async Task Job_that_somebody_stops_ends_and_another_can_begin(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        await host.AddSiteAsync("300", SiteStage.V3);
        var admin = await host.AddStaffAsync("anisa", StaffRoles.Administrator);
        // One that a process left which died, and that somebody then stops.
        var id = Guid.NewGuid();
        await host.Database.InTransactionAsync((transaction, _) =>
        {
            transaction.Db.SiteJobs.Add(new() { Id = id, SiteCode = SiteCode.Parse("300"), Kind = SiteJobKind.Rehearsal, AskedBy = "anisa", AskedAt = host.Clock.GetUtcNow(), State = SiteJobState.Running, Attempts = 1 });
            return Task.CompletedTask;
        }, Cancel);
        Assert.Equal(id.ToString(), (await StartAsync(admin, new { kind = "rehearsal" })).Done()["job"]);
        await UploadAsync(admin, Csv());
        (await StartAsync(admin, new { kind = "dryRun" })).RefusedAs(HttpStatusCode.Conflict, "site-job-open");

        (await admin.CallAsync(HttpMethod.Delete, $"sites/300/jobs/{id}")).Done();
        host.Clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal("cancelled", (await EndedAsync(host, admin, id.ToString())).GetProperty("state").GetString());
        Assert.Equal("done", (await JobAsync(host, admin, new { kind = "dryRun" })).GetProperty("state").GetString());
    }

    [Theory, OnBothDatabases]
    public async Task Tables_of_a_job_are_kept_for_thirty_days_and_its_numbers_for_good(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        await host.AddSiteAsync("300", SiteStage.V3);
        var admin = await host.AddStaffAsync("anisa", StaffRoles.Administrator);
        (await UploadAsync(admin, Csv(Row("sinar-300", Some.Account()), "300,rusak,md5:tidak,PT Rusak"))).Done();
        var job = (await JobAsync(host, admin, new { kind = "dryRun" })).GetProperty("id").GetString();
        var folders = Path.Combine(host.DataFolder, "site-jobs");
        Directory.CreateDirectory(Path.Combine(folders, $"{Guid.NewGuid():N}"));

        host.Clock.Advance(TimeSpan.FromDays(29));
        await host.Services.GetRequiredService<RemoveOldTables>().HandleAsync(Cancel);
        Assert.Single(Directory.GetDirectories(folders));
        (await admin.CallAsync(HttpMethod.Get, $"sites/300/jobs/{job}/tables/rejected.csv")).Done();
        // Several Hosts that share a folder may find the same due at once.
        for (var orphan = 0; orphan < 50; orphan++)
            Directory.CreateDirectory(Path.Combine(folders, $"{Guid.NewGuid():N}"));
        host.Clock.Advance(TimeSpan.FromDays(2));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => host.Services.GetRequiredService<RemoveOldTables>().HandleAsync(Cancel), Cancel)));

        Assert.Empty(Directory.GetDirectories(folders));
        (await admin.CallAsync(HttpMethod.Get, $"sites/300/jobs/{job}/tables/rejected.csv")).RefusedAs(HttpStatusCode.NotFound, "site-job-file-unknown");
        var kept = (await admin.CallAsync(HttpMethod.Get, $"sites/300/jobs/{job}")).Done();
        Assert.Equal((1, 1, 0), (Import(kept.Json).Added, Import(kept.Json).Rejected, kept.Json.GetProperty("tables").GetArrayLength()));
    }

    [Theory, OnBothDatabases]
    public async Task Who_may_not_or_sends_what_cannot_be_used_is_told_so(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database, ("Joining:MaxUploadBytes", "2000"));
        await host.AddSiteAsync("300", SiteStage.V3);
        await host.AddSiteAsync("301", SiteStage.NonV3);
        var (admin, sari) = (await host.AddStaffAsync("anisa", StaffRoles.Administrator), await host.AddStaffAsync("sari", StaffRoles.Helpdesk));

        (await UploadAsync(sari, Csv())).RefusedAs(HttpStatusCode.Forbidden, "role-missing");
        (await StartAsync(sari, new { kind = "rehearsal" })).RefusedAs(HttpStatusCode.Forbidden, "role-missing");
        var wrong = (await UploadAsync(admin, "user_id,password\nbudi,rahasia\n")).RefusedAs(HttpStatusCode.BadRequest, "file-wrong-header");
        Assert.DoesNotContain(host.DataFolder, wrong.Text, StringComparison.Ordinal);
        (await UploadAsync(admin, Csv([.. Enumerable.Range(0, 30).Select(i => Row($"a{i}", Some.Account()))]))).RefusedAs(HttpStatusCode.RequestEntityTooLarge, "upload-too-large");
        Assert.Empty(Directory.GetFiles(Path.Combine(host.DataFolder, "uploads")));
        (await StartAsync(admin, new { kind = "dryRun" })).RefusedAs(HttpStatusCode.Conflict, "upload-missing");
        (await StartAsync(admin, new { kind = "rehearsal" }, "301")).RefusedAs(HttpStatusCode.Conflict, "site-not-v3");
        (await StartAsync(admin, new { kind = "rehearsal" }, "999")).RefusedAs(HttpStatusCode.NotFound, "site-unknown");
        (await admin.CallAsync(HttpMethod.Get, $"sites/300/jobs/{Guid.NewGuid()}")).RefusedAs(HttpStatusCode.NotFound, "site-job-unknown");
        (await UploadAsync(admin, Csv())).Done();
        host.Clock.Advance(TimeSpan.FromDays(8));
        await Eventually.TrueAsync(() => Directory.GetFiles(Path.Combine(host.DataFolder, "uploads")).Length == 0, otherwise: () => host.Logs, cancel: Cancel);
    }

    private static Task<Reply> UploadAsync(StaffClient staff, string file) => staff.CallAsync(HttpMethod.Post, "sites/300/uploads", file);

    private static Task<Reply> StartAsync(StaffClient staff, object order, string site = "300") => staff.CallAsync(HttpMethod.Post, $"sites/{site}/jobs", order);

    private static Task<Reply> JoinAsync(StaffClient staff) => staff.CallAsync(HttpMethod.Post, "sites/300/join", new { reason = Reason });

    private static async Task<JsonElement> JobAsync(RunningHost host, StaffClient staff, object order) => await EndedAsync(host, staff, (await StartAsync(staff, order)).Done()["job"]);

    private static async Task<JsonElement> EndedAsync(RunningHost host, StaffClient staff, string job)
    {
        JsonElement read = default;
        await Eventually.TrueAsync(
            async () => (read = (await staff.CallAsync(HttpMethod.Get, $"sites/300/jobs/{job}")).Done().Json).GetProperty("finishedAt").ValueKind == JsonValueKind.String,
            otherwise: () => $"{read}\n{host.Logs}", cancel: Cancel);
        return read;
    }

    private static (int Accounts, int Groups, int Clashes, int Active, int Rejected, int PreCheck) Numbers(JsonElement rehearsal)
    {
        var counts = rehearsal.GetProperty("counts");
        return (Of("accounts"), Of("groups"), Of("clashes"), Of("activeConcerned"), Of("rejected"), rehearsal.GetProperty("preCheckFailures").GetInt32());

        int Of(string name) => counts.GetProperty(name).GetInt32();
    }

    private static (int Added, int Rejected) Import(JsonElement job) =>
        (job.GetProperty("import").GetProperty("accountsAdded").GetInt32(), job.GetProperty("import").GetProperty("rejected").GetInt32());

    private static Task<int> CountAsync(RunningHost host, string site) =>
        host.Database.ReadAsync((db, ct) => db.Accounts.CountAsync(account => account.SiteCode == SiteCode.Parse(site), ct), Cancel);

    private static Task<string> RehearsalOfJoinAsync(RunningHost host) => host.Database.ReadAsync((db, ct) =>
        db.Audit.Where(entry => entry.Act == "site-joined").SelectMany(entry => entry.Values).Where(value => value.Name == "rehearsal").Select(value => value.Value).SingleAsync(ct), Cancel);

    private static string Csv(params string[] rows) => string.Join('\n', rows.Prepend(Header)) + "\n";

    private static string Row(string userId, Clauses.Account account, string site = "300") => string.Create(CultureInfo.InvariantCulture,
        $"{site},{userId},{account.PasswordHash},{account.CompanyName},{account.Npwp},{account.Nitku},{account.Address},{account.Regency},{account.Province},{account.PostalCode},{account.Phone},{account.Email},{account.PackageCount},{account.RegisteredOn:yyyy-MM-dd},{(account.Verified ? "true" : "false")}");
}
