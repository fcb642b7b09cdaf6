using System.Text.RegularExpressions;
using BackOffice.Fixtures;
using BackOffice.Host.Tests;
using BackOffice.Host.Tests.Definitions;
using BackOffice.Host.Tests.Desk;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BackOffice.Designer.Tests.Definitions;

/// <summary>Process owners change a workflow in the console: one writes, another publishes, open cases move.</summary>
public sealed partial class DefinitionPagesTests
{
    private static readonly LocatorAssertionsToContainTextOptions Patient = new() { Timeout = 240_000 };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_writes_and_rehearses_and_another_publishes()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var owners = await host.OwnersAsync();
        await using var budi = await SignedInAsync(host, owners.Budi);
        await using var tini = await SignedInAsync(host, owners.Tini);

        await budi.OpenAsync("/workflows");
        await budi.Page.GetByRole(AriaRole.Link, new() { Name = "Versi 1" }).ClickAsync();
        await budi.Page.GetByRole(AriaRole.Link, new() { Name = "Buat rancangan dari versi ini" }).ClickAsync();
        await Expect(Text(budi)).ToHaveValueAsync(NumberTwo());
        await Expect(budi.Button("Mulai rancangan")).ToBeDisabledAsync();
        await Text(budi).FillAsync(DefinitionWork.Activation(2).Setting("await-identity", "remindAfter", "5.00:00:00").ToJsonString());
        await budi.Page.GetByLabel("Alasan perubahan").PressSequentiallyAsync("Pengingat terlalu sering.");
        await budi.Button("Mulai rancangan").ClickAsync();

        await Expect(budi.Heading).ToHaveTextAsync("Pengingat terlalu sering.");
        await Expect(budi.Page.Locator("main")).ToContainTextAsync("Pengaturan 'remindAfter' dari 'await-identity': 3.00:00:00 menjadi 5.00:00:00.");
        await Expect(budi.Button("Terbitkan")).ToBeDisabledAsync();
        await budi.Button("Jalankan uji coba").ClickAsync();
        await Expect(budi.Page.Locator("main")).ToContainTextAsync("skenario berjalan seperti yang diharapkan", Patient);

        await tini.OpenAsync(new Uri(budi.Page.Url).AbsolutePath);
        await Expect(tini.Page.Locator("#draft-text")).ToHaveCountAsync(0);
        await tini.Button("Terbitkan").ClickAsync();
        await Expect(Dialog(tini)).ToContainTextAsync("Kasus baru berjalan pada versi ini");
        // Whoever opens the dialog writes at once.
        await Expect(Dialog(tini).GetByLabel("Alasan")).ToBeFocusedAsync();
        await tini.Page.Keyboard.TypeAsync(DefinitionWork.Reason);
        await Dialog(tini).GetByRole(AriaRole.Button, new() { Name = "Terbitkan" }).ClickAsync();

        await Expect(tini.Page.Locator("main .chip").First).ToHaveTextAsync("diterbitkan");
        // The author's page, left open, comes to know it by itself.
        await Expect(budi.Page.Locator("main .chip").First).ToHaveTextAsync("diterbitkan");
        await tini.OpenAsync("/workflows");
        await Expect(tini.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Versi 2" })).ToContainTextAsync("untuk kasus baru");
    }

    [Fact]
    public async Task A_text_longer_than_a_message_is_saved_whole_and_a_broken_one_says_where()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var owners = await host.OwnersAsync();
        var draft = (await owners.Budi.DraftAsync(DefinitionWork.Activation(2))).Done()["id"];
        await using var budi = await SignedInAsync(host, owners.Budi);
        var definition = DefinitionWork.Activation(2).Renamed("await-identity", "check-identity");
        definition["description"] = new string('u', 200_000);

        await budi.OpenAsync($"/workflows/drafts/{draft}");
        await Text(budi).FillAsync(definition.ToJsonString());
        await Text(budi).ClickAsync();
        await Text(budi).PressAsync("Control+End");
        await Text(budi).PressSequentiallyAsync("\n");
        await Expect(budi.Page.Locator(".editor")).ToContainTextAsync("belum disimpan");
        await budi.Button("Simpan").ClickAsync();

        await Expect(budi.Page.Locator(".findings")).ToContainTextAsync("$.root.activities[2].id");
        // Though it is broken, it is known what it is a version of.
        await Expect(budi.Page.Locator(".crumb")).ToContainTextAsync("activation, versi 2");
        await Expect(budi.Button("Terbitkan")).ToBeDisabledAsync();
        Assert.Equal($"{definition.ToJsonString()}\n", (await owners.Budi.ReadWorkflowDraftAsync(draft))["json"]);
    }

    [Fact]
    public async Task A_finding_leads_to_its_line()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var owners = await host.OwnersAsync();
        var draft = (await owners.Budi.DraftAsync(DefinitionWork.Activation(2))).Done()["id"];
        await using var budi = await SignedInAsync(host, owners.Budi);
        var text = DefinitionWork.Activation(2).ToJsonString(new() { WriteIndented = true }).Replace("BackOffice.JoinGroup", "BackOffice.JoinGruop", StringComparison.Ordinal);
        var line = text.Split('\n').Index().Single(one => one.Item.Contains("JoinGruop", StringComparison.Ordinal));

        await budi.OpenAsync($"/workflows/drafts/{draft}");
        await Text(budi).FillAsync(text);
        await budi.Button("Simpan").ClickAsync();
        await budi.Button($"Baris {line.Index + 1}").ClickAsync();

        await Expect(Text(budi)).ToBeFocusedAsync();
        Assert.Equal(line.Item, await Text(budi).EvaluateAsync<string>("area => area.value.slice(area.selectionStart, area.selectionEnd)"));
        // The line is on the screen, as far as the text area goes.
        Assert.True(await Text(budi).EvaluateAsync<bool>($"area => {{ const y = {line.Index} * area.scrollHeight / area.value.split('\\n').length; return y > area.scrollTop && y < area.scrollTop + area.clientHeight; }}"));
        await budi.PictureAsync("finding-line");
    }

    [Fact]
    public async Task A_file_is_taken_into_the_text_and_what_was_written_elsewhere_is_not_lost()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var owners = await host.OwnersAsync();
        var draft = (await owners.Budi.DraftAsync(DefinitionWork.Activation(2))).Done();
        await using var budi = await SignedInAsync(host, owners.Budi);
        var file = DefinitionWork.Activation(2).Setting("await-identity", "remindAfter", "6.00:00:00").ToJsonString();

        await budi.OpenAsync($"/workflows/drafts/{draft["id"]}");
        await budi.Page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "activation.json", MimeType = "application/json", Buffer = System.Text.Encoding.UTF8.GetBytes(file) });
        await Expect(Text(budi)).ToHaveValueAsync(file);
        await Expect(budi.Page.Locator(".editor")).ToContainTextAsync("belum disimpan");
        // The same author, in another window.
        (await owners.Budi.CallAsync(HttpMethod.Put, $"workflows/drafts/{draft["id"]}", new { json = DefinitionWork.Activation(2).ToJsonString(), reason = DefinitionWork.Reason }, ("If-Match", draft.Headers["ETag"]))).Done();
        await budi.Button("Simpan").ClickAsync();

        await Expect(budi.Page.Locator(".mud-snackbar")).ToContainTextAsync("sudah diubah sejak Anda membacanya");
        await Expect(Text(budi)).ToHaveValueAsync(file);
        await budi.Button("Baca ulang").ClickAsync();
        await Dialog(budi).GetByRole(AriaRole.Button, new() { Name = "Baca ulang" }).ClickAsync();
        await Expect(Text(budi)).ToHaveValueAsync(DefinitionWork.Activation(2).ToJsonString());
        await Text(budi).PressSequentiallyAsync(" ");
        await budi.Button("Simpan").ClickAsync();
        await Expect(budi.Page.Locator(".mud-snackbar").Filter(new() { HasText = "Rancangan disimpan." })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_is_being_written_is_neither_left_unasked_nor_lost_to_a_session_or_to_whoever_publishes()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var owners = await host.OwnersAsync();
        var draft = (await owners.Budi.DraftAsync(DefinitionWork.Activation(2))).Done()["id"];
        await using var budi = await SignedInAsync(host, owners.Budi);
        var written = $"{DefinitionWork.Activation(2).ToJsonString()}{new string(' ', 9)}";

        await budi.OpenAsync($"/workflows/drafts/{draft}");
        await Text(budi).PressAsync("End");
        for (var minute = 5; minute <= 45; minute += 5)
        {
            host.Clock.Advance(TimeSpan.FromMinutes(5));
            await Text(budi).PressAsync(" ");
            var now = host.Clock.GetUtcNow();
            await Eventually.TrueAsync(() => host.Database.ReadAsync((db, ct) => db.StaffSessions.AnyAsync(session => session.SeenAt == now, ct), Cancel), cancel: Cancel);
        }
        await Expect(budi.Button("Jalankan uji coba")).ToBeDisabledAsync();
        await budi.Page.GetByRole(AriaRole.Link, new() { Name = "Kasus", Exact = true }).ClickAsync();
        await Dialog(budi).GetByRole(AriaRole.Button, new() { Name = "Batal" }).ClickAsync();
        (await owners.Tini.PublishWorkflowAsync(draft)).Done();

        await Expect(budi.Alert.First).ToContainTextAsync("sudah diterbitkan atau ditarik");
        await Expect(Text(budi)).ToHaveValueAsync(written);
        await budi.Page.GetByRole(AriaRole.Link, new() { Name = "Kasus", Exact = true }).ClickAsync();
        await Dialog(budi).GetByRole(AriaRole.Button, new() { Name = "Tinggalkan halaman" }).ClickAsync();
        await Expect(budi.Heading).ToHaveTextAsync("Kasus");
    }

    [Fact]
    public async Task Whoever_only_looks_through_the_text_leaves_unasked()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var owners = await host.OwnersAsync();
        var draft = (await owners.Budi.DraftAsync(DefinitionWork.Activation(2))).Done()["id"];
        await using var budi = await SignedInAsync(host, owners.Budi);

        await budi.OpenAsync($"/workflows/drafts/{draft}");
        foreach (var key in new[] { "End", "ArrowLeft", "Control+c", "Tab" })
            await budi.Page.Locator("#draft-text").PressAsync(key);
        await budi.Page.GetByRole(AriaRole.Link, new() { Name = "Kasus", Exact = true }).ClickAsync();

        await Expect(budi.Heading).ToHaveTextAsync("Kasus");
    }

    [Fact]
    public async Task What_cannot_be_published_says_why_before_anybody_tries()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var owners = await host.OwnersAsync();
        var draft = (await owners.Budi.DraftAsync(DefinitionWork.Activation(1).Setting("await-identity", "remindAfter", "5.00:00:00"))).Done()["id"];
        await using var tini = await SignedInAsync(host, owners.Tini);

        await tini.OpenAsync($"/workflows/drafts/{draft}");

        await Expect(tini.Alert).ToContainTextAsync("Id 'activation-v1' sudah dipakai versi yang diterbitkan");
        await Expect(tini.Button("Terbitkan")).ToBeDisabledAsync();
        await Expect(tini.Page.Locator("main")).ToContainTextAsync("3.00:00:00 menjadi 5.00:00:00.");
    }

    [Fact]
    public async Task Nothing_written_is_a_draft_too_and_says_what_is_missing()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var owners = await host.OwnersAsync();
        await using var budi = await SignedInAsync(host, owners.Budi);

        await budi.OpenAsync("/workflows/drafts/new");
        await budi.Page.GetByLabel("Alasan perubahan").FillAsync("Alur baru untuk rekanan.");
        await budi.Button("Mulai rancangan").ClickAsync();

        await Expect(budi.Heading).ToHaveTextAsync("Alur baru untuk rekanan.");
        await Expect(budi.Page.Locator(".findings li")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Versions_are_compared_from_what_was_to_what_came()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var owners = await host.OwnersAsync();
        var second = (await owners.Budi.DraftAsync(DefinitionWork.Activation(2).Setting("await-identity", "remindAfter", "5.00:00:00"))).Done()["id"];
        (await owners.Tini.PublishWorkflowAsync(second)).Done();
        await owners.PublishAsync(DefinitionWork.Activation(3).Setting("await-identity", "remindAfter", "6.00:00:00"));
        await using var budi = await SignedInAsync(host, owners.Budi);

        await budi.OpenAsync("/workflows/versions/activation-v1");
        await Expect(budi.Page.Locator("main")).ToContainTextAsync("Dari versi 1 ke versi 3:");
        await Expect(budi.Page.Locator("main")).ToContainTextAsync("3.00:00:00 menjadi 6.00:00:00.");
        await budi.Page.GetByLabel("Dibandingkan dengan").SelectOptionAsync("activation-v2");
        await Expect(budi.Page.Locator("main")).ToContainTextAsync("Dari versi 1 ke versi 2:");

        // What a draft changed is said against the version before it, whatever came later.
        await budi.OpenAsync($"/workflows/drafts/{second}");
        await Expect(budi.Page.Locator("main")).ToContainTextAsync("Perubahan terhadap activation-v1");
        await Expect(budi.Page.Locator("main")).ToContainTextAsync("3.00:00:00 menjadi 5.00:00:00.");
    }

    [Fact]
    public async Task Open_cases_move_after_it_was_seen_where_each_would_stand()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        await host.DeskAsync();
        var owners = await host.OwnersAsync();
        await owners.PublishAsync(DefinitionWork.Activation(2).Renamed("await-identity", "await-mended"));
        await using var budi = await SignedInAsync(host, owners.Budi);

        await budi.OpenAsync("/workflows/versions/activation-v1");
        await budi.Page.GetByRole(AriaRole.Link, new() { Name = "Pindahkan kasus terbuka…" }).ClickAsync();
        await budi.Page.GetByLabel("Ke versi").SelectOptionAsync("activation-v2");
        var mending = budi.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "await-identity" });
        await Expect(mending).ToContainTextAsync("tidak memiliki aktivitas");
        await Expect(budi.Page.Locator("main")).ToContainTextAsync("3 dari 4 kasus dapat pindah.");
        await mending.GetByRole(AriaRole.Combobox).SelectOptionAsync("await-mended");
        await Expect(budi.Page.Locator("main")).ToContainTextAsync("4 dari 4 kasus dapat pindah.");
        await budi.Button("Pindahkan 4 kasus").ClickAsync();
        await Expect(Dialog(budi)).ToContainTextAsync("4 kasus pindah ke activation-v2.");
        await Dialog(budi).GetByLabel("Alasan").FillAsync(DefinitionWork.Reason);
        await Dialog(budi).GetByRole(AriaRole.Button, new() { Name = "Pindahkan 4 kasus" }).ClickAsync();

        await Expect(budi.Page).ToHaveURLAsync(OneMove());
        await Expect(budi.Page.Locator("main .chip").First).ToHaveTextAsync("selesai");
        await Expect(budi.Page.Locator("main")).ToContainTextAsync("await-identity → await-mended");
        await budi.Page.GetByRole(AriaRole.Link, new() { Name = "Pindah 4" }).ClickAsync();
        await Expect(budi.Page.Locator("main tbody tr")).ToHaveCountAsync(4);
        await budi.OpenAsync("/workflows");
        await Expect(budi.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Versi 2" }).Locator(".number")).ToHaveTextAsync("4");
    }

    [Fact]
    public async Task Auditors_read_and_change_nothing_and_others_read_nothing()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var owners = await host.OwnersAsync();
        var draft = (await owners.Budi.DraftAsync(DefinitionWork.Activation(2))).Done()["id"];
        await using var auditor = await SignedInAsync(host, await host.AddStaffAsync("andi", StaffRoles.Auditor));
        await using var helpdesk = await SignedInAsync(host, await host.AddStaffAsync("sari", StaffRoles.Helpdesk));

        await auditor.OpenAsync($"/workflows/drafts/{draft}");
        await Expect(auditor.Page.Locator("main")).ToContainTextAsync("Ditulis oleh budi");
        await Expect(auditor.Page.Locator("main button")).ToHaveCountAsync(0);
        await auditor.OpenAsync("/workflows/versions/activation-v1");
        await Expect(auditor.Page.Locator("main .path svg")).ToBeVisibleAsync();
        await Expect(auditor.Page.GetByRole(AriaRole.Link, new() { Name = "Buat rancangan dari versi ini" })).ToHaveCountAsync(0);
        await helpdesk.OpenAsync("/workflows");

        await Expect(helpdesk.Alert).ToContainTextAsync("memerlukan peran");
        await Expect(helpdesk.Page.Locator("nav.pages")).Not.ToContainTextAsync("Alur kerja");
        await auditor.OpenAsync("/workflows/drafts/new?from=activation-v1");
        await Expect(auditor.Alert).ToContainTextAsync("memerlukan peran");
        await Expect(Text(auditor)).ToHaveCountAsync(0);
        await auditor.OpenAsync("/workflows/moves/new");
        await Expect(auditor.Alert).ToContainTextAsync("memerlukan peran");
    }

    private static async Task<Person> SignedInAsync(RunningHost host, StaffClient staff)
    {
        var person = await Chromium.NewPersonAsync(host);
        await person.SignInAsync(staff);
        return person;
    }

    private static ILocator Text(Person person) => person.Page.Locator("#draft-text");

    private static ILocator Dialog(Person person) => person.Page.GetByRole(AriaRole.Dialog);

    [GeneratedRegex("\"id\": \"activation-v2\"[\\s\\S]*\"version\": 2,")]
    private static partial Regex NumberTwo();

    [GeneratedRegex("/workflows/moves/[0-9a-f-]{36}$")]
    private static partial Regex OneMove();
}
