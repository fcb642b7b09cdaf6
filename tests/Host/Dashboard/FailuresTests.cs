using BackOffice.Host.Tests.Clauses;
using BackOffice.Host.Tests.Consistency;
using BackOffice.Host.Tests.Desk;
using BackOffice.Rules.Identity;
using BackOffice.Workflows.Dashboard;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Reports;
using BackOffice.Workflows.Staff;

namespace BackOffice.Host.Tests.Dashboard;

/// <summary>What stands behind the numbers of failed reports and alarms.</summary>
public sealed class FailuresTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Failed_reports_and_alarms_are_listed_for_whom_they_are(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, medan) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("12"));
        await jambi.RegisterAsync("sinar", Some.Account() with { Province = "" });
        await medan.RegisterAsync("bumi", Some.OtherCompany with { Province = "" });
        var (own, other) = ((await jambi.OpenActivationAsync("sinar")).Done(), (await medan.OpenActivationAsync("bumi")).Done());
        await host.ByHandAsync(db =>
        {
            foreach (var @case in new[] { own, other })
                db.Reports.Add(new() { Id = Guid.NewGuid(), CaseId = new(Guid.Parse(@case["caseId"])), State = ReportState.Failed, DueAt = RunningHost.Beginning, Attempts = 5 });
            db.RequestedReports.Add(new() { Id = Guid.NewGuid(), Kind = ReportKind.Nation, RequestedBy = "sari", State = ReportState.Failed, DueAt = RunningHost.Beginning, Attempts = 5 });
            db.PolicyAlarms.Add(new() { Id = Guid.NewGuid(), File = "/tempat/rules.json", Problems = "Rule 3 is broken.", RaisedAt = RunningHost.Beginning });
            return Task.CompletedTask;
        });

        var all = await ReadAsync(new("rina", new HashSet<string> { StaffRoles.PolicyOwner }));
        Assert.Equal((2, 1, "rules.json Rule 3 is broken."), (all.Cases.Count, all.Requested.Count, $"{all.Alarms[0].File} {all.Alarms[0].Problems}"));
        Assert.Null((await ReadAsync(new("sari", new HashSet<string> { StaffRoles.Helpdesk }))).Alarms[0].Problems);
        var limited = await ReadAsync(DeskScenes.LimitedTo(StaffRoles.PolicyOwner, "277"));
        Assert.Equal((own["number"], 0, 0), (Assert.Single(limited.Cases).Number, limited.Requested.Count, limited.Alarms.Count));
        Assert.Equal("site-unknown", Assert.IsType<ReadFailures.Answer.Refused>(await host.Use<ReadFailures>().HandleAsync(new(DeskScenes.LimitedTo(StaffRoles.Auditor, "277"), SiteCode.Parse("12")), Cancel)).Refusal.Code);

        async Task<ReadFailures.Answer.Found> ReadAsync(StaffActor by) => Assert.IsType<ReadFailures.Answer.Found>(await host.Use<ReadFailures>().HandleAsync(new(by), Cancel));
    }
}
