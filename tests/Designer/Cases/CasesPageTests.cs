using System.Text.RegularExpressions;
using BackOffice.Host.Tests;
using BackOffice.Host.Tests.Clauses;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BackOffice.Designer.Tests.Cases;

/// <summary>The list of cases, as helpdesk and verifikator use it.</summary>
public sealed class CasesPageTests
{
    [Theory]
    [InlineData("01.234.567.4-331.000")]
    [InlineData("012345674331000")]
    [InlineData("01 234 567 4 331 000")]
    public async Task An_NPWP_is_found_with_points_and_without(string typed)
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        await using var person = await WithCasesAsync(host);

        // A page that has just come puts the focus on its heading, also under somebody's fingers.
        await Expect(person.Heading).ToBeFocusedAsync();
        await person.Page.Keyboard.PressAsync("/");
        await person.Page.Keyboard.TypeAsync(typed);
        await person.Page.Keyboard.PressAsync("Enter");

        await Expect(person.Page.Locator("table.cases tbody tr")).ToHaveCountAsync(1);
        await Expect(person.Page.Locator("table.cases tbody tr")).ToContainTextAsync("PT Sinar Kencana");
        await Expect(person.Page).ToHaveURLAsync(new Regex(@"/cases\?q="));
    }

    [Fact]
    public async Task Where_is_my_Default_is_answered_on_the_first_line()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        await using var person = await WithCasesAsync(host);

        await person.OpenAsync("/cases?q=sinar-medan");

        await Expect(person.Page.Locator("section.accounts li").First).ToContainTextAsync("sinar-jambi");
        await Expect(person.Page.Locator("section.accounts li").First).ToContainTextAsync("LPSE 277");
    }

    [Fact]
    public async Task A_filter_stands_in_the_address_and_an_empty_list_says_why()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        await using var person = await WithCasesAsync(host);
        await person.OpenAsync("/cases");

        await person.Page.GetByLabel("Keadaan").SelectOptionAsync("awaitIdentity");
        await Expect(person.Page).ToHaveURLAsync(new Regex("state=awaitIdentity"));
        await Expect(person.Page.Locator("table.cases tbody tr")).ToHaveCountAsync(1);
        await Expect(person.Page.Locator("table.cases tbody tr")).ToContainTextAsync("CV Bumi Perkasa");
        await person.Page.GetByLabel("Kode LPSE").FillAsync("999");
        await person.Page.Keyboard.PressAsync("Enter");

        await Expect(person.Page.Locator(".empty")).ToContainTextAsync("saringan");
    }

    [Fact]
    public async Task A_number_of_a_queue_opens_the_list_behind_it()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        await using var person = await WithCasesAsync(host);
        await person.OpenAsync("/");

        var queue = person.Page.Locator("a.queue", new() { HasText = "Menunggu penyedia" });
        await Expect(queue.Locator("strong")).ToHaveTextAsync("2");
        await queue.ClickAsync();

        await Expect(person.Page.Locator("table.cases tbody tr")).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task What_a_colleague_does_shows_without_a_reload()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        await using var person = await WithCasesAsync(host);
        await person.OpenAsync("/cases?state=awaitDefaultPassword");
        await Expect(person.Page.Locator("table.cases tbody tr")).ToHaveCountAsync(1);

        (await host.Site("12").ProveDefaultPasswordAsync("sinar-medan", Some.Password)).Done();

        await Expect(person.Page.Locator(".empty")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_thousand_providers_are_reminded_after_one_look_at_what_would_happen()
    {
        const int Cases = 1_000;
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var site = await host.AddSiteAsync("277");
        await Parallel.ForAsync(0, Cases, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = TestContext.Current.CancellationToken }, async (i, _) =>
        {
            // Every company is one of its own, and each has to mend its province.
            await site.RegisterAsync($"penyedia{i}", Some.Account(name: $"PT Penyedia {i}", npwp: "", address: $"Jl. Merdeka No. {i}", email: $"kantor@penyedia{i}.co.id") with { Province = "", Phone = "" });
            (await site.OpenActivationAsync($"penyedia{i}")).Done();
        });
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        await using var person = await Chromium.NewPersonAsync(host);
        await person.SignInAsync(sari);
        await person.OpenAsync("/cases?state=awaitIdentity");

        await person.Page.GetByRole(AriaRole.Button, new() { Name = "Tindakan untuk semua 1.000" }).ClickAsync();
        await person.Page.GetByText("Ingatkan penyedia").ClickAsync();
        await person.Page.GetByRole(AriaRole.Button, new() { Name = "Lihat akibatnya" }).ClickAsync();
        await Expect(person.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("1.000 dari 1.000 kasus");
        await person.Page.GetByRole(AriaRole.Button, new() { Name = "Ingatkan 1.000 penyedia" }).ClickAsync();

        await Expect(person.Page.GetByText("1.000 dari 1.000 kasus diproses")).ToBeVisibleAsync(new() { Timeout = 120_000 });
        await Expect(person.Page.GetByRole(AriaRole.Link, new() { Name = "Selesai 1.000" })).ToBeVisibleAsync();
        Assert.Equal(Cases, await host.Database.ReadAsync((db, ct) => db.Cases.CountAsync(one => one.State == CaseState.AwaitIdentity && one.RemindedAt != null, ct), TestContext.Current.CancellationToken));
    }

    // A company at two sites, of which the second waits for the Default's password, and another company that has to mend its province.
    private static async Task<Person> WithCasesAsync(RunningHost host)
    {
        var (jambi, medan) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("12"));
        await jambi.RegisterAsync("sinar-jambi", Some.Account(packages: 9));
        await medan.RegisterAsync("sinar-medan", Some.Account());
        await medan.RegisterAsync("bumi", Some.OtherCompany with { Province = "" });
        (await medan.OpenActivationAsync("sinar-medan")).Done();
        (await medan.OpenActivationAsync("bumi")).Done();
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        var person = await Chromium.NewPersonAsync(host);
        await person.SignInAsync(sari);
        return person;
    }
}
