using System.Text.Json;
using BackOffice.Workflows.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BackOffice.Host.Tests.Clauses;

/// <summary>
/// 4.b: qualification data stays where it was entered; a change at one site never changes another site's (4.d: none is stored here). Scenario 17 of the failures that others have had.
/// </summary>
public sealed class Clause4bTests
{
    // Of what a qualification is made, in both languages, as a column or a member of an answer would be called.
    private static readonly string[] Qualification =
        ["kualifikasi", "qualification", "izin", "permit", "licen", "tenagaahli", "expert", "pengalaman", "experience", "neraca", "balance", "peralatan", "equipment", "akta", "deed",
         "pajak", "pengurus", "pemilik", "shareholder", "tender", "lelang", "bid", "offer"];

    [Theory, OnBothDatabases]
    public async Task Nothing_of_a_qualification_or_tender_can_be_stored(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        await using var scope = host.Services.CreateAsyncScope();
        var columns = scope.ServiceProvider.GetRequiredService<BackOfficeDb>().Model.GetEntityTypes()
            .SelectMany(type => type.GetProperties().Select(property => $"{type.GetTableName()}.{property.GetColumnName()}")).ToList();

        Assert.True(columns.Count > 100, "The model was not read.");
        Assert.DoesNotContain(columns, column => IsQualification(column) && !column.Contains("OpenIddict", StringComparison.Ordinal));
    }

    [Theory, OnBothDatabases]
    public async Task Site_that_sends_qualification_data_along_gets_none_of_it_back_and_feeds_and_identities_have_none(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, _) = await GroupAsync(host);
        var identity = (await jambi.IdentityAsync("induk")).Done();
        var feed = await jambi.FeedWithAsync("activated");

        foreach (var answer in new[] { identity.Json, feed.Json, (await jambi.ActivationAsync("induk")).Json })
            Assert.DoesNotContain(Members(answer), IsQualification);
    }

    [Theory, OnBothDatabases]
    public async Task Every_act_leaves_the_own_records_of_all_sites_as_they_were(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, medan) = await GroupAsync(host);
        var palu = await host.AddSiteAsync("300");
        await palu.RegisterAsync("lain", Some.OtherCompany);
        var before = await OwnRecordsAsync(host);
        async Task UnchangedAfterAsync(string act, Task<Reply> reply)
        {
            (await reply).Done();
            Assert.Equal((act, before), (act, await OwnRecordsAsync(host)));
        }

        await UnchangedAfterAsync("opening", medan.OpenActivationAsync("anggota"));
        await UnchangedAfterAsync("merging", medan.ProveDefaultPasswordAsync("anggota", "kata sandi Jambi"));
        await UnchangedAfterAsync("editing", medan.EditAsync("induk", new { companyName = "PT Sinar Kencana Jaya", address = "Jl. Baru No. 1" }));
        await UnchangedAfterAsync("renaming", palu.RenameAsync("induk", "sinar-kencana", "kata sandi Jambi"));
        await UnchangedAfterAsync("changing the password", palu.ChangePasswordAsync("sinar-kencana", "kata sandi Jambi", "kata sandi baru"));
        await UnchangedAfterAsync("roaming", palu.LoginAsync("sinar-kencana", "kata sandi baru"));
        await UnchangedAfterAsync("activating another", palu.OpenActivationAsync("lain"));
        await UnchangedAfterAsync("postponing nobody", jambi.ActivationAsync("induk"));
        (await palu.RegisterAsync("lain", Some.OtherCompany with { PackageCount = 99 })).Done();
        Assert.Equal(before.Split('\n').Where(line => !line.StartsWith("300 ", StringComparison.Ordinal)), (await OwnRecordsAsync(host)).Split('\n').Where(line => !line.StartsWith("300 ", StringComparison.Ordinal)));
    }

    // What is the site's own of an account: everything but whose login and identity hold for it, and whether it is activated.
    private static async Task<string> OwnRecordsAsync(RunningHost host)
    {
        var accounts = await host.Database.ReadAsync((db, ct) => db.Accounts.OrderBy(account => account.Id).ToListAsync(ct), TestContext.Current.CancellationToken);
        return string.Join('\n', accounts.Select(account =>
            $"{account.SiteCode} {account.UserId} {account.PackageCount} {account.RegisteredOn} {account.Verified} {Convert.ToHexString(account.RowDigest)} {account.ClosedAt}"));
    }

    private static bool IsQualification(string name) => Qualification.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<string> Members(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member => Members(member.Value).Prepend(member.Name)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Members),
        _ => [],
    };

    private static async Task<(SiteClient Jambi, SiteClient Medan)> GroupAsync(RunningHost host)
    {
        var (jambi, medan) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("12"));
        await jambi.RegisterAsync("induk", Some.Account(packages: 40, password: "kata sandi Jambi"));
        await medan.RegisterAsync("anggota", Some.Account(packages: 3));
        (await jambi.OpenActivationAsync("induk")).Done();
        return (jambi, medan);
    }
}
