using BackOffice.Designer.Tests.Figures;
using BackOffice.Fixtures;
using BackOffice.Host.Tests;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Notices;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BackOffice.Designer.Tests.Notices;

/// <summary>Notices before staff: what became of each, the letter itself, and a second try for those that reached nobody.</summary>
public sealed class NoticesPageTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Letter_is_shown_in_a_frame_that_may_do_nothing_and_as_text()
    {
        await using var host = await WithNoticeAsync();
        await using var person = await SignedInAsync(host, StaffRoles.Auditor);
        await person.OpenAsync("/notices");

        await person.Page.GetByRole(AriaRole.Link, new() { Name = "Aktivasi Agregasi Inaproc selesai" }).ClickAsync();

        var frame = person.Page.Locator(".letter iframe");
        await Expect(frame).ToHaveAttributeAsync("sandbox", "");
        await Expect(frame.ContentFrame.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Aktivasi Agregasi Inaproc selesai");
        await person.Page.GetByRole(AriaRole.Button, new() { Name = "Teks" }).ClickAsync();
        await Expect(person.Page.Locator(".letter pre")).ToContainTextAsync("PT sinar");
        // Who only reads is offered nothing else.
        await Expect(person.Page.GetByRole(AriaRole.Button, new() { Name = "Kirim ulang" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Notice_is_sent_again_to_another_address_with_a_reason()
    {
        await using var host = await WithNoticeAsync();
        await using var person = await SignedInAsync(host, StaffRoles.Helpdesk);
        await person.OpenAsync("/notices");
        await person.Page.Locator("a[data-row]").First.ClickAsync();

        await person.Page.GetByRole(AriaRole.Button, new() { Name = "Kirim ulang" }).ClickAsync();
        var dialog = person.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Alamat e-mail").FillAsync("direktur@sinar.example");
        await dialog.GetByLabel("Alasan").FillAsync("Diminta lewat telepon");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Kirim ulang" }).ClickAsync();

        await Expect(person.Page.Locator(".plain-list a")).ToHaveTextAsync("direktur@sinar.example");
    }

    [Fact]
    public async Task All_dead_letters_are_sent_again_at_once_and_leave_the_list()
    {
        await using var host = await WithNoticeAsync();
        await host.Database.InTransactionAsync((transaction, token) => transaction.Db.Notices.ExecuteUpdateAsync(set => set.SetProperty(notice => notice.State, NoticeState.Dead), token), Cancel);
        await using var person = await SignedInAsync(host, StaffRoles.Helpdesk);
        await person.OpenAsync("/notices?queue=deadLetters");

        await person.Page.GetByRole(AriaRole.Button, new() { Name = "Kirim ulang 1 pemberitahuan" }).ClickAsync();
        var dialog = person.Page.GetByRole(AriaRole.Dialog);
        await Expect(dialog).ToContainTextAsync("kantor@sinar.example");
        await dialog.GetByLabel("Alasan").FillAsync("Server e-mail mati kemarin");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Kirim ulang" }).ClickAsync();

        await Expect(person.Page.GetByText("Semua pemberitahuan sampai")).ToBeVisibleAsync();
    }

    private static async Task<RunningHost> WithNoticeAsync()
    {
        var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var jambi = await host.AddSiteAsync("277");
        await jambi.RegisterAsync("sinar");
        (await jambi.OpenActivationAsync("sinar")).Done();
        await Eventually.TrueAsync(
            () => host.Database.ReadAsync((db, ct) => db.Notices.AnyAsync(notice => notice.State == NoticeState.Sent, ct), Cancel), otherwise: () => host.Logs, cancel: Cancel);
        return host;
    }

    private static async Task<Person> SignedInAsync(RunningHost host, string role)
    {
        var staff = await host.AddStaffAsync("sari", role);
        var person = await Chromium.NewPersonAsync(host);
        await person.SignInAsync(staff);
        return person;
    }
}
