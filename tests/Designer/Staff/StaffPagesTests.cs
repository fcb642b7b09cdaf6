using BackOffice.Host.Tests;
using BackOffice.Host.Tests.Desk;
using BackOffice.Host.Tests.Staff;
using BackOffice.Rules.Identity;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BackOffice.Designer.Tests.Staff;

/// <summary>Administrators look after the accounts of staff.</summary>
public sealed class StaffPagesTests
{
    private const string Reason = "Menurut permintaan atasan.";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_is_added_signs_in_with_the_password_that_was_shown_once_and_works_for_the_chosen_sites_alone()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        await host.AddSiteAsync("277");
        await host.AddSiteAsync("31");
        await using var person = await AdministratorAsync(host);

        await person.OpenAsync("/staff/new");
        await person.Page.FillAsync("#name", "baru");
        await person.Page.GetByLabel("Verifikator").CheckAsync();
        await person.Page.GetByLabel("Hanya LPSE berikut").CheckAsync();
        await Expect(person.Button("Tambah")).ToBeDisabledAsync();
        await person.Page.GetByLabel("Cari LPSE menurut kode atau nama").FillAsync("27");
        await person.Page.GetByRole(AriaRole.Button, new() { Name = "277 LPSE 277" }).ClickAsync();
        await person.Button("Tambah").ClickAsync();
        await Expect(Dialog(person)).ToContainTextAsync("Hanya untuk: LPSE 277");
        await AgreeAsync(person, "Tambah");
        var baru = new StaffClient(host, "baru", await person.Page.Locator("code.secret").InnerTextAsync());
        await baru.ReplacePasswordAsync("empat kata yang mudah diingat");

        var me = (await baru.CallAsync(HttpMethod.Get, "staff/me")).Done().Json;
        Assert.Equal("verifikator", me.GetProperty("roles")[0].GetString());
        Assert.Equal(["277"], me.GetProperty("sites").EnumerateArray().Select(site => site.GetString()));
        await person.OpenAsync("/staff");
        await Expect(Line(person, "baru")).ToContainTextAsync("1 LPSE");
    }

    [Fact]
    public async Task Nobody_locks_themselves_out()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        await using var person = await AdministratorAsync(host);

        await person.OpenAsync("/staff/member/sari");
        await Expect(person.Button("Kunci akun")).ToBeVisibleAsync();
        await person.OpenAsync("/staff/member/dewi");
        await Expect(person.Page.Locator(".acts")).ToContainTextAsync("Akun Anda sendiri");
        await Expect(person.Page.Locator(".acts button")).ToHaveTextAsync(["Ubah peran"]);
        await person.Button("Ubah peran").ClickAsync();

        await Expect(person.Page.GetByLabel("Administrator")).ToBeCheckedAsync();
        await Expect(person.Page.GetByLabel("Administrator")).ToBeDisabledAsync();
    }

    [Fact]
    public async Task Who_is_limited_to_a_site_is_offered_nothing_that_reaches_further()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        await host.AddSiteAsync("277");
        await host.AddSiteAsync("31");
        await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        await host.AddStaffAsync("budi", StaffRoles.Helpdesk);
        await using var person = await AdministratorAsync(host);
        foreach (var name in new[] { "dewi", "budi" })
            Assert.Null(await host.Use<LimitToSites>().HandleAsync(new(StaffActor.CommandLine, name, [SiteCode.Parse("277")]), Cancel));

        await person.OpenAsync("/staff/member/sari");
        await Expect(person.Page.Locator(".acts")).ToContainTextAsync("di luar LPSE yang ditugaskan kepada Anda");
        await Expect(person.Page.Locator(".acts button")).ToHaveCountAsync(0);
        await person.OpenAsync("/staff/member/budi");
        await person.Button("Batasi LPSE").ClickAsync();
        await Expect(Dialog(person).GetByRole(AriaRole.Radio)).ToHaveCountAsync(1);
        await person.OpenAsync("/staff/new");
        await Expect(person.Page.GetByRole(AriaRole.Radio)).ToHaveCountAsync(1);
        await person.Page.FillAsync("#name", "baru");
        await person.Page.GetByLabel("Verifikator").CheckAsync();
        await person.Page.GetByRole(AriaRole.Button, new() { Name = "LPSE 277" }).ClickAsync();
        await person.Button("Tambah").ClickAsync();
        await Expect(Dialog(person)).ToContainTextAsync("Hanya untuk: LPSE 277");
        await AgreeAsync(person, "Tambah");

        await Expect(person.Page.Locator("code.secret")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_lock_takes_a_reason_and_ends_the_page_that_the_other_has_open()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        await using var locked = await Chromium.NewPersonAsync(host);
        await locked.SignInAsync(sari);
        await using var person = await AdministratorAsync(host);

        await person.OpenAsync("/staff/member/sari");
        await person.Button("Kunci akun").ClickAsync();
        await Expect(Dialog(person)).ToContainTextAsync("2 sesi yang berjalan berakhir seketika");
        await Expect(Agreement(person, "Kunci")).ToBeDisabledAsync();
        await Dialog(person).GetByLabel("Alasan").FillAsync(Reason);
        await AgreeAsync(person, "Kunci");

        await Expect(person.Page.Locator(".facts")).ToContainTextAsync(Reason);
        await Expect(locked.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/sign-in"), new() { Timeout = 40_000 });
        await person.Button("Buka kunci akun").ClickAsync();
        await Dialog(person).GetByLabel("Alasan").FillAsync(Reason);
        await AgreeAsync(person, "Buka kunci");
        await Expect(person.Button("Kunci akun")).ToBeVisibleAsync();
        await locked.SignInAsync(sari);
    }

    [Fact]
    public async Task Roles_are_given_and_taken_after_it_was_shown_which()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        await using var person = await AdministratorAsync(host);

        await person.OpenAsync("/staff/member/sari");
        await person.Button("Ubah peran").ClickAsync();
        await person.Page.GetByLabel("Helpdesk").UncheckAsync();
        await person.Page.GetByLabel("Verifikator").CheckAsync();
        await person.Button("Lanjut").ClickAsync();
        await Expect(Dialog(person)).ToContainTextAsync("sari mendapat: Verifikator");
        await Expect(Dialog(person)).ToContainTextAsync("sari kehilangan: Helpdesk");
        await AgreeAsync(person, "Ubah peran");

        await Expect(person.Page.Locator(".facts")).ToContainTextAsync("Verifikator");
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, (await host.CallWithAsync(await sari.TokenAsync(), HttpMethod.Get, "staff/me")).Status);
    }

    [Fact]
    public async Task A_forgotten_password_and_a_lost_device_are_replaced()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        await host.SetUpCodeAsync(await sari.TokenAsync());
        await using var person = await AdministratorAsync(host);

        await person.OpenAsync("/staff/member/sari");
        await person.Button("Lepas kode sekali pakai").ClickAsync();
        await Dialog(person).GetByLabel("Alasan").FillAsync(Reason);
        await AgreeAsync(person, "Lepas kode");
        await Expect(person.Button("Lepas kode sekali pakai")).ToHaveCountAsync(0);
        await person.Button("Kata sandi sekali pakai").ClickAsync();
        await AgreeAsync(person, "Buat kata sandi");
        var password = await person.Page.Locator("code.secret").InnerTextAsync();
        await using var other = await Chromium.NewPersonAsync(host, scripts: false);
        await other.TypeSignInAsync("sari", password);

        await Expect(other.Heading).ToHaveTextAsync("Ganti kata sandi");
        await Expect(person.Page.Locator("main")).ToContainTextAsync("Kata sandi sekali pakai");
    }

    [Fact]
    public async Task An_open_page_that_only_watches_keeps_no_session_alive()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        await using var person = await AdministratorAsync(host);
        await person.OpenAsync("/staff");

        host.Clock.Advance(TimeSpan.FromMinutes(20));
        await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        await Expect(Line(person, "sari")).ToBeVisibleAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(11));

        await Expect(person.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/sign-in"), new() { Timeout = 40_000 });
    }

    [Fact]
    public async Task Who_acts_now_and_then_stays_signed_in()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        await using var person = await AdministratorAsync(host);
        await person.OpenAsync("/staff");

        host.Clock.Advance(TimeSpan.FromMinutes(20));
        await person.Page.GetByLabel("Peran").SelectOptionAsync(StaffRoles.Administrator);
        await Expect(person.Page).ToHaveURLAsync(new Uri(host.Http.BaseAddress!, "/staff?role=administrator").ToString());
        // The address changes before the list is asked for: the act is done when its answer is there.
        await Expect(Line(person, "sari")).ToHaveCountAsync(0);
        host.Clock.Advance(TimeSpan.FromMinutes(20));
        await person.OpenAsync("/staff?q=EW");

        await Expect(Line(person, "dewi")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Auditors_read_the_list_and_change_nothing_and_others_read_nothing()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var budi = await host.AddStaffAsync("budi", StaffRoles.Auditor);
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        await using var auditor = await Chromium.NewPersonAsync(host);
        await auditor.SignInAsync(budi);
        await using var helpdesk = await Chromium.NewPersonAsync(host);
        await helpdesk.SignInAsync(sari);

        await auditor.OpenAsync("/staff/member/sari");
        await Expect(auditor.Page.Locator(".facts")).ToContainTextAsync("Helpdesk");
        await Expect(auditor.Page.Locator("main button")).ToHaveCountAsync(0);
        await helpdesk.OpenAsync("/staff");

        await Expect(helpdesk.Alert).ToContainTextAsync("memerlukan peran");
        await Expect(helpdesk.Page.Locator("main table")).ToHaveCountAsync(0);
    }

    private static async Task<Person> AdministratorAsync(RunningHost host)
    {
        var person = await Chromium.NewPersonAsync(host);
        await person.SignInAsync(await host.AddStaffAsync("dewi", StaffRoles.Administrator));
        return person;
    }

    private static ILocator Line(Person person, string name) => person.Page.GetByRole(AriaRole.Row).Filter(new() { Has = person.Page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true }) });

    private static ILocator Dialog(Person person) => person.Page.GetByRole(AriaRole.Dialog);

    private static ILocator Agreement(Person person, string verb) => Dialog(person).GetByRole(AriaRole.Button, new() { Name = verb, Exact = true });

    private static Task AgreeAsync(Person person, string verb) => Agreement(person, verb).ClickAsync();
}
