using System.Text.RegularExpressions;
using BackOffice.Host.Tests;
using BackOffice.Host.Tests.Clauses;
using BackOffice.Host.Tests.Groups;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BackOffice.Designer.Tests.Dossier;

/// <summary>Staff before the page of one case.</summary>
public sealed class CasePageTests
{
    private const string Reason = "Dicocokkan dengan akta perusahaan.";

    [Fact]
    public async Task Verifikator_reads_the_evidence_of_a_doubtful_pair_and_judges_it()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var (medan, caseId) = await DoubtAsync(host);
        await using var vera = await SignedInAsync(host, "vera", StaffRoles.Verifikator);

        await vera.OpenAsync($"/cases/{caseId}");
        // The id leads to the number, which is what people call it.
        await Expect(vera.Page).ToHaveURLAsync(new Regex("/cases/AKT-[0-9A-Z]{4}-[0-9A-Z]{4}$"));
        await Expect(vera.Page.Locator(".turn")).ToContainTextAsync("Giliran verifikator");
        await Expect(vera.Page.Locator(".evidence mark").First).ToBeVisibleAsync();
        await Expect(vera.Page.Locator(".path .step.now")).ToHaveTextAsync("Menunggu verifikator");
        await vera.Page.GetByLabel("Satu perusahaan").CheckAsync();
        await Expect(vera.Page.Locator(".verdict .changes")).ToContainTextAsync("satu grup aktivasi");
        await vera.Page.Locator(".verdict textarea").FillAsync(Reason);
        await vera.Page.GetByRole(AriaRole.Button, new() { Name = "Simpan putusan" }).ClickAsync();
        var dialog = vera.Page.GetByRole(AriaRole.Dialog);
        await Expect(dialog).ToContainTextAsync("sinar-jambi (LPSE 277) dan sinar-medan (LPSE 12): Satu perusahaan");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Simpan putusan" }).ClickAsync();

        await Expect(vera.Page.Locator(".turn")).ToContainTextAsync("Mengetik password User ID Default (LPSE 277) di LPSE 12");
        await Expect(vera.Page.Locator(".case-head .traits")).ToContainTextAsync("sinar-jambi");
        await Expect(vera.Page.Locator(".timeline")).ToContainTextAsync("Putusan diberikan.");
        Assert.Equal("awaitDefaultPassword", (await medan.ActivationAsync("sinar-medan")).State());
    }

    [Fact]
    public async Task Clash_is_followed_from_the_notice_to_its_end_without_loading_again()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var (jambi, medan) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("12"));
        await jambi.RegisterAsync("maju", Some.Account());
        await medan.RegisterAsync("MAJU", Some.OtherCompany);
        var caseId = (await jambi.OpenActivationAsync("maju")).CaseId();
        await using var sari = await SignedInAsync(host, "sari", StaffRoles.Helpdesk);

        await sari.OpenAsync($"/cases/{caseId}");
        await Expect(sari.Page.Locator(".timeline")).ToContainTextAsync("User ID Anda harus diganti");
        await Expect(sari.Page.GetByRole(AriaRole.Region, new() { Name = "Bentrokan User ID" })).ToContainTextAsync("0 dari 2 pihak");

        (await medan.RenameAsync("MAJU", "bumi-perkasa", Some.OtherCompany.Password)).Done();
        await Expect(sari.Page.GetByRole(AriaRole.Region, new() { Name = "Bentrokan User ID" })).ToContainTextAsync("1 dari 2 pihak");
        (await jambi.RenameAsync("maju", "sinar-kencana", Some.Password)).Done();

        await Expect(sari.Page.Locator(".turn")).ToContainTextAsync("Selesai");
        await Expect(sari.Page.Locator(".case-sub")).ToContainTextAsync("sinar-kencana");
        await Expect(sari.Page.GetByRole(AriaRole.Region, new() { Name = "Bentrokan User ID" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Merge_is_undone_after_both_logins_were_shown()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var sites = await host.CompanyAsync();
        (await sites[0].ActivateAsync()).Done();
        var caseId = await sites[1].MergeAsync();
        await using var vera = await SignedInAsync(host, "vera", StaffRoles.Verifikator);

        await vera.OpenAsync($"/cases/{caseId}");
        await vera.Page.GetByRole(AriaRole.Button, new() { Name = "Tindakan lain" }).ClickAsync();
        await vera.Page.GetByText("Batalkan penggabungan").ClickAsync();
        var dialog = vera.Page.GetByRole(AriaRole.Dialog);
        await Expect(dialog.GetByRole(AriaRole.Row, new() { Name = "User ID" }).First).ToContainTextAsync("sinar-12");
        await dialog.GetByLabel("Cabang berbeda").CheckAsync();
        await dialog.GetByLabel("Alasan").FillAsync(Reason);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Batalkan penggabungan" }).ClickAsync();

        await Expect(vera.Page.Locator(".turn")).ToContainTextAsync("Penggabungan dibatalkan");
        await Expect(vera.Page.Locator(".case-sub")).ToContainTextAsync("sinar-12");
    }

    [Fact]
    public async Task Of_two_on_one_case_the_second_sees_who_has_it_and_what_that_person_did()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var (_, caseId) = await DoubtAsync(host);
        await using var vera = await SignedInAsync(host, "vera", StaffRoles.Verifikator);
        await using var budi = await SignedInAsync(host, "budi", StaffRoles.Verifikator);
        await vera.OpenAsync($"/cases/{caseId}");
        await budi.OpenAsync($"/cases/{caseId}");

        await vera.Page.GetByLabel("Tidak berhubungan").CheckAsync();
        await vera.Page.Locator(".verdict textarea").FillAsync(Reason);
        await Expect(budi.Page.Locator(".case-head")).ToContainTextAsync("Sedang dikerjakan vera");
        await Expect(budi.Page.GetByRole(AriaRole.Button, new() { Name = "Jadikan milik saya" })).ToHaveCountAsync(0);
        await budi.Page.GetByRole(AriaRole.Button, new() { Name = "Ambil alih" }).ClickAsync();
        await budi.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Ambil alih" }).ClickAsync();

        await Expect(budi.Page.Locator(".case-head")).ToContainTextAsync("Sedang Anda kerjakan");
        await Expect(vera.Page.Locator(".case-head")).ToContainTextAsync("Sedang dikerjakan budi");
        await Expect(vera.Page.Locator(".timeline")).ToContainTextAsync("Pengerjaan diambil alih.");
        await Expect(vera.Page.GetByRole(AriaRole.Button, new() { Name = "Simpan putusan" })).ToBeDisabledAsync();

        await budi.Page.GetByRole(AriaRole.Button, new() { Name = "Jadikan milik saya" }).ClickAsync();
        await Expect(budi.Page.Locator(".case-head .traits")).ToContainTextAsync("budi");
        await budi.Page.GetByRole(AriaRole.Button, new() { Name = "Lepaskan" }).ClickAsync();
        await vera.Page.GetByRole(AriaRole.Button, new() { Name = "Simpan putusan" }).ClickAsync();
        await vera.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Simpan putusan" }).ClickAsync();

        // What she typed stays; who changed what since she began is told before she decides again.
        await Expect(vera.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("budi: mengganti penanggung jawab");
        await Expect(vera.Page.Locator(".verdict textarea")).ToHaveValueAsync(Reason);
    }

    [Fact]
    public async Task What_a_colleague_notes_appears_while_one_types_and_nothing_typed_is_lost()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var (_, caseId) = await DoubtAsync(host);
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        await using var vera = await SignedInAsync(host, "vera", StaffRoles.Verifikator);
        await vera.OpenAsync($"/cases/{caseId}");
        await vera.Page.GetByLabel("Tidak berhubungan").CheckAsync();
        await vera.Page.Locator(".verdict textarea").FillAsync("Sedang saya tulis");

        (await sari.CallAsync(HttpMethod.Post, $"cases/{caseId}/note", new { text = "Penyedia menelepon tadi pagi." })).Done();

        await Expect(vera.Page.Locator(".timeline .notes")).ToContainTextAsync("Penyedia menelepon tadi pagi.");
        await Expect(vera.Page.Locator(".verdict textarea")).ToHaveValueAsync("Sedang saya tulis");
        await Expect(vera.Page.GetByLabel("Tidak berhubungan")).ToBeCheckedAsync();
    }

    [Fact]
    public async Task Whoever_only_passes_a_pair_does_not_take_the_case_in_hand()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var (_, caseId) = await DoubtAsync(host);
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        await using var vera = await SignedInAsync(host, "vera", StaffRoles.Verifikator);
        await vera.OpenAsync($"/cases/{caseId}");

        await vera.Page.FocusAsync(".verdict input");
        await vera.Page.FocusAsync(".verdict textarea");
        (await sari.CallAsync(HttpMethod.Post, $"cases/{caseId}/note", new { text = "Penyedia menelepon tadi pagi." })).Done();
        await Expect(vera.Page.Locator(".timeline .notes")).ToContainTextAsync("Penyedia menelepon tadi pagi.");
        await Expect(vera.Page.Locator(".case-head")).Not.ToContainTextAsync("Sedang Anda kerjakan");
        await vera.Page.Locator(".verdict textarea").PressSequentiallyAsync("Alamat");

        await Expect(vera.Page.Locator(".case-head")).ToContainTextAsync("Sedang Anda kerjakan");
        await Expect(vera.Page.Locator(".verdict textarea")).ToHaveValueAsync("Alamat");
    }

    [Fact]
    public async Task Note_is_written_once_however_often_it_is_saved_and_what_is_typed_meanwhile_stays()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.PostgreSql);
        var (_, caseId) = await DoubtAsync(host);
        await using var sari = await SignedInAsync(host, "sari", StaffRoles.Helpdesk);
        await sari.OpenAsync($"/cases/{caseId}");
        var note = sari.Page.Locator("#note");
        await note.WaitForAsync();

        await using (var slow = await HeldTable.TakeAsync(host, "CaseNotes"))
        {
            await note.FillAsync("Akta sudah diterima.");
            await sari.Button("Simpan catatan").DblClickAsync();
            await slow.WaitedForAsync();
            await note.FillAsync("Fotokopinya");
        }
        await Expect(sari.Page.Locator(".timeline .notes")).ToContainTextAsync(["Akta sudah diterima."]);

        await Expect(note).ToHaveValueAsync("Fotokopinya");
        await note.FillAsync("Fotokopinya menyusul.");
        await sari.Button("Simpan catatan").ClickAsync();
        await Expect(sari.Page.Locator(".timeline .notes")).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task Note_that_could_not_be_saved_stands_in_its_box_again()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.PostgreSql);
        var (_, caseId) = await DoubtAsync(host);
        await using var sari = await SignedInAsync(host, "sari", StaffRoles.Helpdesk);
        await sari.OpenAsync($"/cases/{caseId}");
        var note = sari.Page.Locator("#note");
        await note.WaitForAsync();

        await using (var slow = await HeldTable.TakeAsync(host, "CaseNotes"))
        {
            await note.FillAsync("Akta sudah diterima.");
            await sari.Button("Simpan catatan").ClickAsync();
            await slow.WaitedForAsync();
            await note.FillAsync("Fotokopinya");
            await slow.CutOffAsync();
        }

        await Expect(sari.Page.Locator(".mud-snackbar")).ToContainTextAsync("Terjadi kesalahan sistem");
        await Expect(note).ToHaveValueAsync("Akta sudah diterima.\nFotokopinya");
    }

    [Fact]
    public async Task Note_is_opened_by_a_key_and_stands_alone_under_its_filter()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var (_, caseId) = await DoubtAsync(host);
        await using var sari = await SignedInAsync(host, "sari", StaffRoles.Helpdesk);
        await sari.OpenAsync($"/cases/{caseId}");

        await sari.Page.Keyboard.PressAsync("n");
        await Expect(sari.Page.Locator("#note")).ToBeFocusedAsync();
        await sari.Page.Keyboard.TypeAsync("Akta sudah diterima.");
        await sari.Page.GetByRole(AriaRole.Button, new() { Name = "Simpan catatan" }).ClickAsync();
        await Expect(sari.Page.Locator(".timeline .notes")).ToContainTextAsync("Akta sudah diterima.");
        await Expect(sari.Page.Locator("#note")).ToHaveValueAsync("");
        await sari.Page.GetByRole(AriaRole.Link, new() { Name = "Catatan", Exact = true }).ClickAsync();

        await Expect(sari.Page).ToHaveURLAsync(new Regex(@"\?timeline=notes$"));
        await Expect(sari.Page.Locator(".timeline li")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Role_that_only_reads_is_offered_no_act_and_an_unknown_number_is_said_to_be_unknown()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var (_, caseId) = await DoubtAsync(host);
        await using var auditor = await SignedInAsync(host, "audi", StaffRoles.Auditor);

        await auditor.OpenAsync($"/cases/{caseId}");
        await Expect(auditor.Page.Locator(".evidence")).ToBeVisibleAsync();
        await Expect(auditor.Page.Locator("main button")).ToHaveCountAsync(0);
        await Expect(auditor.Page.Locator("main textarea")).ToHaveCountAsync(0);

        await auditor.OpenAsync("/cases/AKT-2222-3333");
        await Expect(auditor.Page.Locator("main")).ToContainTextAsync("tidak dikenal");
    }

    [Fact]
    public async Task Report_of_an_active_case_is_downloaded_with_the_consoles_cookie()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var jambi = await host.AddSiteAsync("277");
        await jambi.RegisterAsync("sinar", Some.Account());
        var caseId = (await jambi.OpenActivationAsync("sinar")).CaseId();
        await using var sari = await SignedInAsync(host, "sari", StaffRoles.Helpdesk);
        await sari.OpenAsync($"/cases/{caseId}");

        await Expect(sari.Page.GetByRole(AriaRole.Link, new() { Name = "Laporan PDF" })).ToBeVisibleAsync();
        var file = await sari.Page.APIRequest.GetAsync($"/console/cases/{caseId}/report");

        Assert.Equal((200, "application/pdf"), (file.Status, file.Headers["content-type"]));
        using var stranger = await host.Http.GetAsync(new Uri($"/console/cases/{caseId}/report", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.NotEqual("application/pdf", stranger.Content.Headers.ContentType?.MediaType);
    }

    /// <summary>A company at 277 and 12 of which the second has no NPWP: a person must decide.</summary>
    internal static async Task<(SiteClient Medan, string CaseId)> DoubtAsync(RunningHost host)
    {
        var (jambi, medan) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("12"));
        await jambi.RegisterAsync("sinar-jambi", Some.Account(packages: 40, password: "kata sandi Jambi"));
        await medan.RegisterAsync("sinar-medan", Some.Account(npwp: "", address: "Jalan Jenderal Ahmad Yani Nomor 12, Gedung Graha", packages: 3, email: "medan@sinar-kencana.co.id"));
        return (medan, (await medan.OpenActivationAsync("sinar-medan")).CaseId());
    }

    /// <summary>A member of a group that was merged into its Default.</summary>
    internal static async Task<string> MergedAsync(RunningHost host)
    {
        var (palu, ambon) = (await host.AddSiteAsync("300"), await host.AddSiteAsync("301"));
        await palu.RegisterAsync("bumi-palu", Some.OtherCompany with { PackageCount = 40 });
        await ambon.RegisterAsync("bumi-ambon", Some.OtherCompany with { PackageCount = 3, Password = Some.Password, Email = "ambon@bumi-perkasa.co.id" });
        (await palu.OpenActivationAsync("bumi-palu")).Done();
        var caseId = (await ambon.OpenActivationAsync("bumi-ambon")).CaseId();
        (await ambon.ProveDefaultPasswordAsync("bumi-ambon", Some.OtherCompany.Password)).Done();
        return caseId;
    }

    private static async Task<Person> SignedInAsync(RunningHost host, string name, params string[] roles)
    {
        var staff = await host.AddStaffAsync(name, roles);
        var person = await Chromium.NewPersonAsync(host);
        await person.SignInAsync(staff);
        return person;
    }
}
