using System.Net;
using BackOffice.Fixtures;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;

namespace BackOffice.Host.Tests.Clauses;

/// <summary>4.a: an identity can be edited at any V3 site, and the change is visible at all (decisions 16, 17).</summary>
public sealed class Clause4aTests
{
    [Theory, OnBothDatabases]
    public async Task Edit_at_any_site_is_visible_at_all_at_once(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, medan, palu) = await ActiveAsync(host);

        var read = (await medan.IdentityAsync("sinar")).Done();
        Assert.Equal("PT Sinar Kencana", read["companyName"]);
        var edited = (await medan.PutIdentityAsync("sinar", new { companyName = "PT Sinar Kencana Jaya", phone = "0741-99999", password = Some.Password }, ("If-Match", read.Tag()))).Done();

        Assert.NotEqual(read.Tag(), edited.Tag());
        foreach (var site in new[] { jambi, medan, palu })
        {
            var seen = (await site.IdentityAsync("sinar")).Done();
            Assert.Equal(("PT Sinar Kencana Jaya", "0741-99999", edited.Tag()), (seen["companyName"], seen["phone"], seen.Tag()));
        }
        await palu.FeedWithAsync("identityChanged");
    }

    [Theory, OnBothDatabases]
    public async Task Of_two_sites_that_edit_what_they_read_the_second_is_told(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, medan, _) = await ActiveAsync(host);
        var tag = (await jambi.IdentityAsync("sinar")).Done().Tag();

        (await jambi.PutIdentityAsync("sinar", new { phone = "0741-11111" }, ("If-Match", tag))).Done();

        (await medan.PutIdentityAsync("sinar", new { phone = "0741-22222", password = Some.Password }, ("If-Match", tag))).RefusedAs(HttpStatusCode.PreconditionFailed, "version-outdated");
        (await medan.PutIdentityAsync("sinar", new { phone = "0741-22222", password = Some.Password })).RefusedAs(HttpStatusCode.PreconditionRequired, "if-match-missing");
        Assert.Equal("0741-11111", (await medan.IdentityAsync("sinar")).Done()["phone"]);
    }

    [Theory, OnBothDatabases]
    public async Task Away_from_home_it_takes_the_password_and_the_right_to_roam_and_before_activation_it_is_home_only(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, medan, _) = await ActiveAsync(host);
        await jambi.RegisterAsync("bumi", Some.OtherCompany);
        var tag = (await jambi.IdentityAsync("sinar")).Done().Tag();

        (await medan.PutIdentityAsync("sinar", new { phone = "1" }, ("If-Match", tag))).RefusedAs(HttpStatusCode.Forbidden, "password-needed");
        (await medan.PutIdentityAsync("sinar", new { phone = "1", password = "bukan" }, ("If-Match", tag))).RefusedAs(HttpStatusCode.Forbidden, "wrong-password");
        (await medan.IdentityAsync("bumi")).RefusedAs(HttpStatusCode.Forbidden, "may-not-roam");
        (await medan.IdentityAsync("nobody")).RefusedAs(HttpStatusCode.Forbidden, "may-not-roam");
        (await medan.PutIdentityAsync("bumi", new { phone = "1", password = Some.OtherCompany.Password }, ("If-Match", "\"0\""))).RefusedAs(HttpStatusCode.Forbidden, "wrong-password");
        (await jambi.EditAsync("bumi", new { phone = "061-77777" })).Done();
    }

    [Theory, OnBothDatabases]
    public async Task Number_of_an_active_provider_waits_for_a_verifikator_and_holds_everywhere_once_accepted(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, medan, _) = await ActiveAsync(host);
        var vera = await host.AddStaffAsync("vera", StaffRoles.Verifikator);

        var proposed = (await jambi.EditAsync("sinar", new { npwp = Some.ThirdCompany.Npwp, phone = "0741-33333" })).Done();
        Assert.Equal(HttpStatusCode.Accepted, proposed.Status);
        Assert.Equal((Some.Account().Npwp, "0741-33333"), ((await medan.IdentityAsync("sinar")).Done()["npwp"], (await medan.IdentityAsync("sinar"))["phone"]));
        (await jambi.EditAsync("sinar", new { npwp = Some.ThirdCompany.Npwp })).Done();
        var proposal = Assert.Single(await vera.ProposalsAsync());
        Assert.Equal((Some.Account().Npwp, Some.ThirdCompany.Npwp), (proposal.GetProperty("fromNpwp").GetString(), proposal.GetProperty("toNpwp").GetString()));

        (await (await host.AddStaffAsync("sari", StaffRoles.Helpdesk)).DecideAsync(proposal, accept: true)).RefusedAs(HttpStatusCode.Forbidden, "role-missing");
        (await vera.DecideAsync(proposal, accept: true)).Done();
        (await vera.DecideAsync(proposal, accept: true)).Done();
        (await vera.DecideAsync(proposal, accept: false)).RefusedAs(HttpStatusCode.Conflict, "identity-proposal-decided");

        Assert.Equal(Some.ThirdCompany.Npwp, (await medan.IdentityAsync("sinar")).Done()["npwp"]);
        Assert.Single(await host.MailsAsync(), mail => mail.Subject == "Usulan perubahan NPWP atau NITKU telah diputuskan");
    }

    [Theory, OnBothDatabases]
    public async Task Newer_proposal_takes_the_place_of_the_open_one_and_a_rejected_one_changes_nothing(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, _, _) = await ActiveAsync(host);
        var vera = await host.AddStaffAsync("vera", StaffRoles.Verifikator);
        await jambi.EditAsync("sinar", new { npwp = Some.ThirdCompany.Npwp });
        var first = Assert.Single(await vera.ProposalsAsync());

        (await jambi.EditAsync("sinar", new { npwp = Some.OtherCompany.Npwp })).Done();

        (await vera.DecideAsync(first, accept: true)).RefusedAs(HttpStatusCode.Conflict, "identity-proposal-decided");
        (await vera.DecideAsync(Assert.Single(await vera.ProposalsAsync()), accept: false)).Done();
        Assert.Equal(Some.Account().Npwp, (await jambi.IdentityAsync("sinar")).Done()["npwp"]);
        Assert.Equal((1, 1), ((await vera.ProposalsAsync("superseded")).Count, (await vera.ProposalsAsync("rejected")).Count));
    }

    [Theory, OnBothDatabases]
    public async Task New_address_of_an_active_provider_is_compared_again_and_ends_as_a_review_at_most(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, medan, _) = await ActiveAsync(host);
        await medan.RegisterAsync("cabang", Some.Account(address: "Jl. Gatot Subroto No. 7"));
        Assert.Equal("active", (await medan.OpenActivationAsync("cabang")).State());
        var vera = await host.AddStaffAsync("vera", StaffRoles.Verifikator);

        (await medan.EditAsync("cabang", new { address = Some.Account().Address })).Done();

        await Eventually.TrueAsync(async () => (await vera.ReviewsAsync()).Count == 1, otherwise: () => "No review was opened.", cancel: TestContext.Current.CancellationToken);
        var review = Assert.Single(await vera.ReviewsAsync());
        var finding = Assert.Single(review.GetProperty("findings").EnumerateArray());
        Assert.Equal(("cabang", "same_company"), (review.GetProperty("userId").GetString(), finding.GetProperty("decision").GetString()));
        foreach (var (site, userId) in new[] { (jambi, "sinar"), (medan, "cabang") })
            Assert.Equal(("active", false), ((await site.ActivationAsync(userId)).State(), (await site.ActivationAsync(userId)).HasGroup()));

        var path = $"identity-reviews/{review.GetProperty("id").GetString()}/verdict";
        (await vera.CallAsync(HttpMethod.Post, path, new { pair = finding.GetProperty("pair").GetGuid(), answer = "branch", reason = "Dua cabang di satu gedung." })).Done();
        Assert.Empty(await vera.ReviewsAsync());
        Assert.Single(await vera.VerdictsAsync("12/cabang"));

        // The verdict sticks: the next edit finds nothing new.
        (await medan.EditAsync("cabang", new { companyName = "PT. Sinar Kencana" })).Done();
        await Eventually.TrueAsync(async () => (await vera.ReviewsAsync("clear")).Count(one => one.GetProperty("userId").GetString() == "cabang") == 1, otherwise: () => "Not compared again.",
            cancel: TestContext.Current.CancellationToken);
    }

    [Theory, OnBothDatabases]
    public async Task Review_can_be_left_as_it_is_with_a_reason(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (_, medan, _) = await ActiveAsync(host);
        await medan.RegisterAsync("cabang", Some.Account(address: "Jl. Gatot Subroto No. 7"));
        await medan.OpenActivationAsync("cabang");
        var vera = await host.AddStaffAsync("vera", StaffRoles.Verifikator);
        (await medan.EditAsync("cabang", new { address = Some.Account().Address })).Done();
        await Eventually.TrueAsync(async () => (await vera.ReviewsAsync()).Count == 1, otherwise: () => "No review was opened.", cancel: TestContext.Current.CancellationToken);
        var path = $"identity-reviews/{(await vera.ReviewsAsync())[0].GetProperty("id").GetString()}/dismiss";

        (await vera.CallAsync(HttpMethod.Post, path, new { reason = "" })).RefusedAs(HttpStatusCode.BadRequest, "reason-missing");
        (await vera.CallAsync(HttpMethod.Post, path, new { reason = "Sudah diketahui." })).Done();
        (await vera.CallAsync(HttpMethod.Post, path, new { reason = "Sudah diketahui." })).Done();

        Assert.Equal((0, 1), ((await vera.ReviewsAsync()).Count, (await vera.ReviewsAsync("dismissed")).Count));
    }

    [Theory, OnBothDatabases]
    public async Task New_mail_address_is_told_to_the_old_and_the_new_one(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, _, _) = await ActiveAsync(host);

        (await jambi.EditAsync("sinar", new { email = "baru@sinar.example" })).Done();
        (await jambi.EditAsync("sinar", new { phone = "0741-55555" })).Done();

        var told = (await host.MailsAsync()).Where(mail => mail.Subject == "Identitas perusahaan Anda telah diubah").ToList();
        Assert.Equal(["baru@sinar.example", Some.Account().Email], told.Select(mail => mail.To).Order(StringComparer.Ordinal));
        Assert.All(told, mail => Assert.Contains("Alamat e-mail", mail.Text, StringComparison.Ordinal));
    }

    [Theory, OnBothDatabases]
    public async Task Edit_of_a_member_and_its_merge_at_once_lose_nothing_silently(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (jambi, medan) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("12"));
        await jambi.RegisterAsync("induk", Some.Account(packages: 40, password: "kata sandi Jambi"));
        await medan.RegisterAsync("anggota", Some.Account(packages: 3));
        await jambi.OpenActivationAsync("induk");
        Assert.Equal("awaitDefaultPassword", (await medan.OpenActivationAsync("anggota")).State());
        var tag = (await medan.IdentityAsync("anggota")).Done().Tag();

        var replies = await AtOnce.AllAsync(
        [
            () => medan.ProveDefaultPasswordAsync("anggota", "kata sandi Jambi"),
            () => medan.PutIdentityAsync("anggota", new { phone = "0741-12345" }, ("If-Match", tag)),
        ]);

        await medan.ReachesAsync("anggota", "active");
        // The edit came first and was replaced with the rest of the identity, or came second and was told, or was one of the identity that both have by then.
        var phone = (await jambi.IdentityAsync("induk")).Done()["phone"];
        Assert.True((int)replies[1].Status == 200 || replies[1].Refusal == "version-outdated", replies[1].Text);
        Assert.Equal(phone, (await medan.IdentityAsync("anggota")).Done()["phone"]);
        Assert.Contains(phone, new[] { Some.Account().Phone, "0741-12345" });
    }

    private static async Task<(SiteClient Jambi, SiteClient Medan, SiteClient Palu)> ActiveAsync(RunningHost host)
    {
        var (jambi, medan, palu) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("12"), await host.AddSiteAsync("300"));
        await jambi.RegisterAsync("sinar", Some.Account());
        Assert.Equal("active", (await jambi.OpenActivationAsync("sinar")).State());
        return (jambi, medan, palu);
    }
}
