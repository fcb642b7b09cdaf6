using System.Net;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.SignIn;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Host.Tests.Clauses;

/// <summary>Guesses at a Default's password end at a limit, for each case and for each Default over all cases, and never lock its owner out (lesson 16).</summary>
public sealed class PasswordLimitTests
{
    private const string Right = "kata sandi Jambi";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task After_ten_wrong_passwords_a_person_must_help(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, medan) = await WaitingMemberAsync(host);
        for (var i = 1; i <= 10; i++)
            (await medan.ProveDefaultPasswordAsync("sinar-medan", $"tebakan {i}")).RefusedAs(HttpStatusCode.Forbidden, "wrong-password");

        (await medan.ProveDefaultPasswordAsync("sinar-medan", Right)).RefusedAs(HttpStatusCode.TooManyRequests, "too-many-attempts");

        var stuck = await medan.ActivationAsync("sinar-medan");
        Assert.Equal("withHelpdesk", stuck.State());
        Assert.Equal(["wait-for-helpdesk at nobody's"], stuck.Remaining());
        Assert.Equal("sinar-jambi", (await jambi.LoginAsync("sinar-jambi", Right)).Done()["userId"]);
        Assert.Equal(
            ["jambi@sinar.example", "medan@sinar.example"],
            (await host.MailsAsync()).Where(mail => mail.Subject == "Batas percobaan password tercapai").Select(mail => mail.To).Order(StringComparer.Ordinal));
    }

    [Theory, OnBothDatabases]
    public async Task Helpdesk_lets_the_case_go_on(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database, ("Attempts:PerCase", "2"));
        var (_, medan) = await WaitingMemberAsync(host);
        for (var i = 1; i <= 2; i++)
            await medan.ProveDefaultPasswordAsync("sinar-medan", $"tebakan {i}");
        var stuck = await medan.ActivationAsync("sinar-medan");
        Assert.Equal("withHelpdesk", stuck.State());
        (await (await host.AddStaffAsync("andi", StaffRoles.Auditor)).RetryAsync(stuck.CaseId())).RefusedAs(HttpStatusCode.Forbidden, "role-missing");

        (await (await host.AddStaffAsync("sari", StaffRoles.Helpdesk)).RetryAsync(stuck.CaseId())).Done();

        Assert.Equal("awaitDefaultPassword", (await medan.ActivationAsync("sinar-medan")).State());
        (await medan.ProveDefaultPasswordAsync("sinar-medan", "tebakan 3")).RefusedAs(HttpStatusCode.Forbidden, "wrong-password");
        Assert.Equal("active", (await medan.ProveDefaultPasswordAsync("sinar-medan", Right)).State());
    }

    [Theory, OnBothDatabases]
    public async Task Guesses_through_many_sites_share_one_budget_and_the_owner_does_not_pay_for_them(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database, ("Attempts:PerDefault", "4"), ("Attempts:PerCase", "3"), ("Attempts:PerLogin", "3"));
        var (jambi, medan) = await WaitingMemberAsync(host);
        var palu = await host.AddSiteAsync("300");
        await palu.RegisterAsync("sinar-palu", Some.Account(packages: 2));
        await palu.OpenActivationAsync("sinar-palu");
        foreach (var (site, userId) in new[] { (medan, "sinar-medan"), (palu, "sinar-palu"), (medan, "sinar-medan"), (palu, "sinar-palu") })
            (await site.ProveDefaultPasswordAsync(userId, "tebakan")).RefusedAs(HttpStatusCode.Forbidden, "wrong-password");

        (await medan.ProveDefaultPasswordAsync("sinar-medan", Right)).RefusedAs(HttpStatusCode.TooManyRequests, "too-many-attempts");
        (await palu.ProveDefaultPasswordAsync("sinar-palu", Right)).RefusedAs(HttpStatusCode.TooManyRequests, "too-many-attempts");

        Assert.Equal("active", (await jambi.OpenActivationAsync("sinar-jambi")).State());
        Assert.Equal("sinar-jambi", (await jambi.LoginAsync("sinar-jambi", Right)).Done()["userId"]);
        host.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal("active", (await medan.ProveDefaultPasswordAsync("sinar-medan", Right)).State());
    }

    [Theory, OnBothDatabases]
    public async Task Wrong_sign_ins_at_one_site_do_not_close_the_others(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database, ("Attempts:PerLogin", "3"));
        var (jambi, medan) = await WaitingMemberAsync(host);
        await jambi.OpenActivationAsync("sinar-jambi");
        var palu = await host.AddSiteAsync("300");
        for (var i = 1; i <= 3; i++)
            (await palu.LoginAsync("sinar-jambi", $"tebakan {i}")).RefusedAs(HttpStatusCode.Forbidden, "wrong-password");

        (await palu.LoginAsync("sinar-jambi", Right)).RefusedAs(HttpStatusCode.TooManyRequests, "too-many-attempts");

        Assert.Equal("sinar-jambi", (await jambi.LoginAsync("sinar-jambi", Right)).Done()["userId"]);
        host.Clock.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal("sinar-jambi", (await palu.LoginAsync("sinar-jambi", Right)).Done()["userId"]);
        Assert.Equal("awaitDefaultPassword", (await medan.ActivationAsync("sinar-medan")).State());
    }

    [Theory, OnBothDatabases]
    public async Task Guesses_at_a_guest_share_one_budget_over_all_sites_and_its_home_stays_open(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database, ("Attempts:PerGuest", "4"));
        var (jambi, _) = await WaitingMemberAsync(host);
        await jambi.OpenActivationAsync("sinar-jambi");
        var (palu, bali, riau) = (await host.AddSiteAsync("300"), await host.AddSiteAsync("31"), await host.AddSiteAsync("44"));
        for (var i = 1; i <= 5; i++)
        {
            (await jambi.LoginAsync("sinar-jambi", $"tebakan {i}")).RefusedAs(HttpStatusCode.Forbidden, "wrong-password");
            (await palu.LoginAsync("sinar-jambi", Right)).Done();
        }
        (await palu.LoginAsync("sinar-jambi", "tebakan 6")).RefusedAs(HttpStatusCode.Forbidden, "wrong-password");
        (await palu.LoginAsync("SINAR-jambi", "tebakan 7")).RefusedAs(HttpStatusCode.Forbidden, "wrong-password");
        (await bali.LoginAsync("sinar-jambi", "tebakan 8")).RefusedAs(HttpStatusCode.Forbidden, "wrong-password");
        (await bali.ChangePasswordAsync("sinar-jambi", "tebakan 9", "sandi orang lain")).RefusedAs(HttpStatusCode.Forbidden, "wrong-password");

        (await riau.LoginAsync("sinar-jambi", Right)).RefusedAs(HttpStatusCode.TooManyRequests, "too-many-attempts");
        (await riau.ChangePasswordAsync("sinar-jambi", Right, "sandi milik pemilik")).RefusedAs(HttpStatusCode.TooManyRequests, "too-many-attempts");

        Assert.Equal("sinar-jambi", (await jambi.LoginAsync("sinar-jambi", Right)).Done()["userId"]);
        (await jambi.ChangePasswordAsync("sinar-jambi", Right, "sandi milik pemilik")).Done();
        host.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal("sinar-jambi", (await riau.LoginAsync("sinar-jambi", "sandi milik pemilik")).Done()["userId"]);
    }

    [Theory, OnBothDatabases]
    public async Task Guesses_at_a_user_id_that_nobody_has_end_like_those_at_a_guest(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database, ("Attempts:PerGuest", "2"));
        var (palu, bali) = (await host.AddSiteAsync("300"), await host.AddSiteAsync("31"));
        (await palu.LoginAsync("tidak-ada", "tebakan 1")).RefusedAs(HttpStatusCode.Forbidden, "wrong-password");
        (await bali.LoginAsync("tidak-ada", "tebakan 2")).RefusedAs(HttpStatusCode.Forbidden, "wrong-password");

        (await bali.LoginAsync("tidak-ada", "tebakan 3")).RefusedAs(HttpStatusCode.TooManyRequests, "too-many-attempts");
    }

    [Theory, OnBothDatabases]
    public async Task Attempt_that_is_reserved_while_another_is_given_back_counts(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var bucket = new AttemptLimiter.Bucket("case:berdua", 10, null);
        await ReserveAsync();
        var (givenBack, mayCommit) = (new TaskCompletionSource(), new TaskCompletionSource());
        var release = host.Database.InTransactionAsync(async (transaction, token) =>
        {
            await transaction.Service<AttemptLimiter>().ReleaseAsync([bucket], token);
            givenBack.TrySetResult();
            await mayCommit.Task.WaitAsync(token);
        }, Cancel);
        await givenBack.Task;
        var reserve = ReserveAsync();
        // Whoever takes no turn is done by then.
        await Task.WhenAny(reserve, Task.Delay(TimeSpan.FromSeconds(1), Cancel));
        mayCommit.SetResult();
        await Task.WhenAll(release, reserve);

        Assert.Equal(1, await host.Database.ReadAsync((db, ct) => db.AttemptBuckets.Where(row => row.Name == bucket.Name).Select(row => row.Count).SingleAsync(ct), Cancel));

        Task ReserveAsync() => Task.Run(() => host.Database.InTransactionAsync((transaction, token) => transaction.Service<AttemptLimiter>().ReserveAsync([bucket], token), Cancel), Cancel);
    }

    [Theory, OnBothDatabases]
    public async Task Parallel_guesses_cannot_share_one_place(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database, ("Attempts:PerCase", "3"));
        var (_, medan) = await WaitingMemberAsync(host);
        await medan.TokenAsync();

        var replies = await Task.WhenAll(Enumerable.Range(1, 8).Select(i => medan.ProveDefaultPasswordAsync("sinar-medan", $"tebakan {i}")));

        Assert.Equal((3, 5), (replies.Count(reply => reply.Refusal == "wrong-password"), replies.Count(reply => reply.Refusal == "too-many-attempts")));
        Assert.Equal("withHelpdesk", (await medan.ActivationAsync("sinar-medan")).State());
    }

    private static async Task<(SiteClient Jambi, SiteClient Medan)> WaitingMemberAsync(RunningHost host)
    {
        var (jambi, medan) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("12"));
        await jambi.RegisterAsync("sinar-jambi", Some.Account(packages: 40, email: "jambi@sinar.example", password: Right));
        await medan.RegisterAsync("sinar-medan", Some.Account(packages: 3, email: "medan@sinar.example"));
        Assert.Equal("awaitDefaultPassword", (await medan.OpenActivationAsync("sinar-medan")).State());
        return (jambi, medan);
    }
}
