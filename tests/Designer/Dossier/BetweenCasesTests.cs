using System.Text.RegularExpressions;
using BackOffice.Host.Tests;
using BackOffice.Host.Tests.Clauses;
using BackOffice.Host.Tests.Desk;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;
using static Microsoft.Playwright.Assertions;

namespace BackOffice.Designer.Tests.Dossier;

/// <summary>From the page of one case straight to that of another.</summary>
public sealed class BetweenCasesTests
{
    [Fact]
    public async Task Case_that_was_left_does_not_come_back_however_late_it_is_read()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.PostgreSql);
        var (left, reached) = await TwoCasesAsync(host);
        var budi = await host.AddStaffAsync("budi", StaffRoles.Helpdesk);
        await using var sari = await SignedInAsync(host);
        await sari.OpenAsync($"/cases/{left.Number}");
        await Expect(sari.Heading).ToHaveTextAsync(left.Company);

        // The look for what is new is on its way, and so is the person: the other case cannot be asked for yet.
        await using (var slow = await HeldTable.TakeAsync(host, "Verdicts"))
        {
            (await budi.CallAsync(HttpMethod.Post, $"cases/{left.Id}/note", new { text = DeskScenes.Reason })).Done();
            await slow.WaitedForAsync();
            await using var slower = await HeldTable.TakeAsync(host, "StaffSessions");
            await GoAsync(sari, reached.Number);
            await slower.WaitedForAsync();
            await slow.DisposeAsync();
            // Nothing tells when the look has come back.
            await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        }

        await Expect(sari.Heading).ToHaveTextAsync(reached.Company);
        await Expect(sari.Page).ToHaveURLAsync(new Regex($"/cases/{reached.Number}$"));
    }

    [Fact]
    public async Task Heading_of_the_case_that_is_reached_has_the_focus_and_what_was_typed_for_the_other_stays_behind()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var (left, reached) = await TwoCasesAsync(host);
        await using var sari = await SignedInAsync(host);
        await sari.OpenAsync($"/cases/{left.Number}");
        await Expect(sari.Heading).ToHaveTextAsync(left.Company);
        await sari.Page.FillAsync("#note", "Untuk kasus yang pertama.");

        await GoAsync(sari, reached.Number);

        await Expect(sari.Heading).ToHaveTextAsync(reached.Company);
        await Expect(sari.Heading).ToBeFocusedAsync();
        await Expect(sari.Page.Locator("#note")).ToHaveValueAsync("");
    }

    // As a link on the page does.
    private static async Task GoAsync(Person person, string number) => await person.Page.EvaluateAsync("to => Blazor.navigateTo(to)", $"/cases/{number}");

    private static async Task<((string Id, string Number, string Company) Left, (string Id, string Number, string Company) Reached)> TwoCasesAsync(RunningHost host)
    {
        var jambi = await host.AddSiteAsync("277");
        await jambi.RegisterAsync("sinar", Some.Account() with { Province = "" });
        await jambi.RegisterAsync("bumi", Some.OtherCompany with { Province = "" });
        var (left, reached) = ((await jambi.OpenActivationAsync("sinar")).Done(), (await jambi.OpenActivationAsync("bumi")).Done());
        return ((left.CaseId(), left["number"], "PT Sinar Kencana"), (reached.CaseId(), reached["number"], Some.OtherCompany.CompanyName));
    }

    private static async Task<Person> SignedInAsync(RunningHost host)
    {
        var staff = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        var person = await Chromium.NewPersonAsync(host);
        await person.SignInAsync(staff);
        return person;
    }
}
