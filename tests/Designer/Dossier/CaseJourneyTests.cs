using System.Text.RegularExpressions;
using BackOffice.Host.Tests;
using BackOffice.Host.Tests.Clauses;
using BackOffice.Host.Tests.Consistency;
using BackOffice.Host.Tests.Groups;
using BackOffice.Host.Tests.Policies;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BackOffice.Designer.Tests.Dossier;

/// <summary>Whole journeys that begin at the page of a case.</summary>
public sealed partial class CaseJourneyTests
{
    private const string Reason = "Dicocokkan dengan akta perusahaan.";
    private const string NewPassword = "kata sandi yang baru sekali";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Failed_step_is_tried_again_by_the_helpdesk_and_passed_over_by_a_process_owner()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var jambi = await host.AddSiteAsync("277");
        await jambi.RegisterAsync("sinar", Some.Account() with { Province = "" });
        var caseId = (await jambi.OpenActivationAsync("sinar")).CaseId();
        await using var sari = await SignedInAsync(host, "sari", StaffRoles.Helpdesk);
        await using var putri = await SignedInAsync(host, "putri", StaffRoles.ProcessOwner);
        await ParkAsync(host);

        await sari.OpenAsync($"/cases/{caseId}");
        await Expect(sari.Page.Locator(".turn")).ToContainTextAsync("gagal berulang kali");
        await sari.Button("Coba lagi").ClickAsync();
        var dialog = sari.Page.GetByRole(AriaRole.Dialog);
        await Expect(dialog).ToContainTextAsync("Kegagalan terakhir: Contoh kegagalan");
        await dialog.GetByLabel("Alasan").FillAsync(Reason);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Coba lagi" }).ClickAsync();
        await Expect(sari.Page.Locator(".turn")).ToContainTextAsync("Memperbaiki data perusahaan di LPSE 277");
        await Expect(sari.Page.Locator(".timeline")).ToContainTextAsync("Kasus dilanjutkan oleh petugas.");
        await sari.Page.GotoAsync("/");

        await ParkAsync(host);
        await putri.OpenAsync($"/cases/{caseId}");
        await ChooseAsync(putri, "Lewati langkah: Data diperbaiki.");
        dialog = putri.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Alasan").FillAsync(Reason);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Lewati langkah" }).ClickAsync();

        await Expect(putri.Page.Locator(".timeline")).ToContainTextAsync("Langkah dilewati petugas");
        // The check comes next, finds the same, and waits again.
        await Expect(putri.Page.Locator(".turn")).ToContainTextAsync("Memperbaiki data perusahaan di LPSE 277");
    }

    [Fact]
    public async Task Provider_is_locked_with_a_reason_and_released_again()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var jambi = await host.AddSiteAsync("277");
        await jambi.RegisterAsync("sinar", Some.Account());
        var caseId = (await jambi.OpenActivationAsync("sinar")).CaseId();
        await using var sari = await SignedInAsync(host, "sari", StaffRoles.Helpdesk);
        await sari.OpenAsync($"/cases/{caseId}");

        await ActAsync(sari, "Kunci penyedia");
        await Expect(sari.Page.Locator(".case-head")).ToContainTextAsync("Dikunci");
        (await jambi.LoginAsync("sinar", Some.Password)).RefusedAs(System.Net.HttpStatusCode.Forbidden, "account-locked");
        await ActAsync(sari, "Buka kunci penyedia");

        await Expect(sari.Page.Locator(".case-head")).Not.ToContainTextAsync("Dikunci");
        (await jambi.LoginAsync("sinar", Some.Password)).Done();
    }

    [Fact]
    public async Task Lost_password_is_recovered_by_two_of_staff_and_its_owner_once_nobody_objects_any_more()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite, ("Recovery:ObjectionPeriod", "00:20:00"));
        var sites = await host.CompanyAsync();
        var caseId = (await sites[1].ActivateAsync()).CaseId();
        await using var sari = await SignedInAsync(host, "sari", StaffRoles.Helpdesk);
        await using var budi = await SignedInAsync(host, "budi", StaffRoles.Verifikator);
        await sari.OpenAsync($"/cases/{caseId}");

        await ChooseAsync(sari, "Pulihkan password");
        var dialog = sari.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Checkbox).First.WaitForAsync();
        foreach (var evidence in await dialog.GetByRole(AriaRole.Checkbox).AllAsync())
            await evidence.CheckAsync();
        await dialog.GetByLabel("Alasan").FillAsync(Reason);
        await Expect(dialog.GetByRole(AriaRole.Status)).ToHaveCountAsync(0);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Pulihkan password" }).ClickAsync();
        var card = sari.Page.GetByRole(AriaRole.Region, new() { Name = "Pemulihan password" });
        await Expect(card).ToContainTextAsync("Menunggu persetujuan");
        await sari.Page.GotoAsync("/");

        await budi.OpenAsync($"/cases/{caseId}");
        await ConfirmAsync(budi, "Setujui");
        await Expect(budi.Page.Locator(".mud-snackbar")).ToContainTextAsync("masih dapat menyanggah");
        host.Clock.Advance(TimeSpan.FromMinutes(20));
        await ConfirmAsync(budi, "Setujui");
        await Expect(budi.Page.GetByRole(AriaRole.Region, new() { Name = "Pemulihan password" })).ToContainTextAsync("Disetujui");
        await budi.Page.GotoAsync("/");

        await sari.OpenAsync($"/cases/{caseId}");
        await sari.Button("Buat kode").ClickAsync();
        await sari.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Buat kode" }).ClickAsync();
        var code = await card.Locator(".code code").TextContentAsync();
        await using var owner = await Chromium.NewPersonAsync(host);
        await owner.Page.GotoAsync(Link().Match((await host.MailsAsync()).Last(mail => mail.Subject == "Tautan pemulihan password").Text).Value);
        await owner.Page.FillAsync("#code", code!);
        await owner.Page.FillAsync("#password", NewPassword);
        await owner.Page.FillAsync("#again", NewPassword);
        await owner.Page.ClickAsync("main button");
        await Expect(owner.Page.Locator("main")).ToContainTextAsync("Password baru sudah berlaku");

        await Expect(card).ToContainTextAsync("Selesai");
        (await sites[1].ProveDefaultPasswordAsync("sinar-12", NewPassword)).Done();
    }

    [Fact]
    public async Task Approved_recovery_is_stopped_before_the_link_is_used()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite, ("Recovery:ObjectionPeriod", "00:00:00"));
        var sites = await host.CompanyAsync();
        var caseId = (await sites[1].ActivateAsync()).CaseId();
        var tono = await host.AddStaffAsync("tono", StaffRoles.Helpdesk);
        await using var budi = await SignedInAsync(host, "budi", StaffRoles.Verifikator);
        string[] evidence = ["letterOfRequest", "deedOfEstablishment", "taxCard", "directorIdentity", "callBack"];
        (await tono.CallAsync(HttpMethod.Post, $"cases/{caseId}/recovery", new { evidence, reason = Reason })).Done();
        var card = budi.Page.GetByRole(AriaRole.Region, new() { Name = "Pemulihan password" });

        await budi.OpenAsync($"/cases/{caseId}");
        await ConfirmAsync(budi, "Setujui");
        await Expect(card).ToContainTextAsync("Disetujui");
        var link = Link().Match((await host.MailsAsync()).Last(mail => mail.Subject == "Tautan pemulihan password").Text).Value;
        await Expect(card.GetByRole(AriaRole.Button, new() { Name = "Setujui" })).ToHaveCountAsync(0);
        await ConfirmAsync(budi, "Tolak");

        await Expect(card).ToContainTextAsync("Ditolak");
        using var closed = await host.Http.GetAsync(new Uri(link, UriKind.Relative), Cancel);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, closed.StatusCode);
    }

    [Fact]
    public async Task Why_it_came_out_so_and_how_it_would_today_is_read_on_the_page_of_the_case()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var policies = await host.PolicyStaffAsync();
        var (jambi, medan) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("12"));
        await jambi.RegisterAsync("sinar-jambi", Some.Account(packages: 9));
        await medan.RegisterAsync("sinar-medan", Some.Account(address: "Gedung Graha Lt. 3, Jl. Jend. A. Yani No. 12"));
        var caseId = (await medan.OpenActivationAsync("sinar-medan")).CaseId();
        await using var auditor = await SignedInAsync(host, "audi", StaffRoles.Auditor);
        var why = auditor.Page.GetByRole(AriaRole.Region, new() { Name = "Mengapa hasilnya begini" });

        await auditor.OpenAsync($"/cases/{caseId}");
        await why.Locator("summary").First.ClickAsync();
        await Expect(why).ToContainTextAsync("semua jawabannya sama");
        await Expect(why).ToContainTextAsync("Pemeriksaan duplikat (277/sinar-jambi; 12/sinar-medan): Perlu putusan");
        await why.Locator("li summary").Last.ClickAsync();
        await Expect(why.Locator("dl").Last).ToContainTextAsync("UnitMissing");

        Assert.Equal(2, await policies.PublishAsync(PolicyWork.With(" && !pair.UnitMissing", "")));
        await auditor.OpenAsync($"/cases/{caseId}");
        await why.Locator("summary").First.ClickAsync();

        await Expect(why.Locator("li", new() { HasText = "hari ini lain" })).ToContainTextAsync("Satu perusahaan");
    }

    private static async Task ChooseAsync(Person person, string act)
    {
        await person.Button("Tindakan lain").ClickAsync();
        await person.Page.Locator(".mud-popover-open").GetByText(act, new() { Exact = true }).ClickAsync();
    }

    private static async Task ActAsync(Person person, string act)
    {
        await ChooseAsync(person, act);
        var dialog = person.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Alasan").FillAsync(Reason);
        await dialog.GetByRole(AriaRole.Button, new() { Name = act }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
    }

    private static async Task ConfirmAsync(Person person, string act)
    {
        await person.Button(act).ClickAsync();
        var dialog = person.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Alasan").FillAsync(Reason);
        await dialog.GetByRole(AriaRole.Button, new() { Name = act }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
    }

    // As the engine leaves a step that failed too often.
    private static Task ParkAsync(RunningHost host) => host.ByHandAsync(async db =>
    {
        var instance = await db.Instances.SingleAsync(Cancel);
        (instance.Status, instance.Due, instance.Failure) = (InstanceStatus.Parked, null, "Contoh kegagalan");
    });

    private static async Task<Person> SignedInAsync(RunningHost host, string name, params string[] roles)
    {
        var staff = await host.AddStaffAsync(name, roles);
        var person = await Chromium.NewPersonAsync(host);
        await person.SignInAsync(staff);
        return person;
    }

    [GeneratedRegex("/recovery/[0-9a-f]{32}")]
    private static partial Regex Link();
}
