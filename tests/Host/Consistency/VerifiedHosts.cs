using BackOffice.Fixtures;
using BackOffice.Host.Tests.Clauses;
using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Consistency;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Reports;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BackOffice.Host.Tests.Consistency;

/// <summary>
/// One Host a database that has been through a journey: a Default that renamed and moved, a merged member, a member that waits, a company that must mend its data, and a clash
/// in which one party renamed. Each test puts back what it broke.
/// </summary>
public sealed class VerifiedHosts : IAsyncDisposable
{
    private readonly Dictionary<DatabaseProvider, RunningHost> hosts = [];

    /// <summary>The Host on this database.</summary>
    internal async Task<RunningHost> OnAsync(DatabaseProvider database)
    {
        if (!hosts.TryGetValue(database, out var host))
            await TravelAsync(host = hosts[database] = await RunningHost.StartAsync(database));
        return host;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var host in hosts.Values)
            await host.DisposeAsync();
    }

    private static async Task TravelAsync(RunningHost host)
    {
        var (jambi, medan, padang) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("12"), await host.AddSiteAsync("13"));
        await jambi.RegisterAsync("sinar-jambi", Some.Account(packages: 40, email: "jambi@sinar.example", password: "kata sandi Jambi"));
        await medan.RegisterAsync("sinar-medan", Some.Account(packages: 3, email: "medan@sinar.example"));
        await padang.RegisterAsync("sinar-padang", Some.Account(packages: 2, email: "padang@sinar.example"));
        await padang.RegisterAsync("bumi", Some.OtherCompany);
        await jambi.RegisterAsync("bumi", Some.ThirdCompany);
        await medan.RegisterAsync("tanpa-provinsi", Some.ThirdCompany with { CompanyName = "CV Tanpa Alamat", Npwp = "", Email = "lain@tanpa.example", Phone = "0411-777000", Address = "Jl. Lain 3", Province = "" });
        await jambi.OpenActivationAsync("sinar-jambi");
        await medan.OpenActivationAsync("sinar-medan");
        (await medan.ProveDefaultPasswordAsync("sinar-medan", "kata sandi Jambi")).Done();
        (await padang.OpenActivationAsync("sinar-padang")).Done();
        (await padang.OpenActivationAsync("bumi")).Done();
        (await medan.OpenActivationAsync("tanpa-provinsi")).Done();
        (await padang.RenameAsync("bumi", "bumi-perkasa", Some.OtherCompany.Password)).Done();
        (await jambi.RenameAsync("sinar-jambi", "sinar-pusat", "kata sandi Jambi")).Done();
        (await jambi.EditAsync("sinar-jambi", new { email = "baru@sinar.example", phone = "0741-99111" })).Done();
        await host.SettledAsync();
        await host.Services.GetRequiredService<SealAudit>().HandleAsync(TestContext.Current.CancellationToken);
    }
}

/// <summary>Verifies as the verb does.</summary>
internal static class Verifying
{
    public static Task<VerifyConsistency.Answer> VerifyAsync(this RunningHost host, bool repair = false) =>
        host.Services.GetRequiredService<VerifyConsistency>().HandleAsync(repair, TestContext.Current.CancellationToken);

    /// <summary>Waits until every mail is sent and every report drawn.</summary>
    public static async Task SettledAsync(this RunningHost host)
    {
        var cancel = TestContext.Current.CancellationToken;
        await host.MailsAsync();
        await Eventually.TrueAsync(
            async () => await host.Database.ReadAsync((db, ct) => db.Reports.AllAsync(report => report.State == ReportState.Ready, ct), cancel), otherwise: () => host.Logs, cancel: cancel);
    }

    /// <summary>Changes rows by hand.</summary>
    public static Task ByHandAsync(this RunningHost host, Func<BackOfficeDb, Task> change) =>
        host.Database.InTransactionAsync((transaction, _) => change(transaction.Db), TestContext.Current.CancellationToken);
}
