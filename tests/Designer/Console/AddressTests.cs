using BackOffice.Host.Tests;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;
using static Microsoft.Playwright.Assertions;

namespace BackOffice.Designer.Tests.Console;

/// <summary>Addresses of lists are sent to colleagues, kept as bookmarks, broken in two by letters and changed by hand.</summary>
public sealed class AddressTests
{
    private static readonly (string Address, string Heading)[] Lists =
    [
        ("/cases?skip=abc&blocked=perhaps&waitingDays=many&ascending=up&openedFrom=yesterday&sinceBefore=x", "Kasus"),
        ("/cases?skip=-50", "Kasus"),
        ("/cases?skip=99999999999999999999", "Kasus"),
        ("/bulk-runs?skip=abc", "Tindakan massal"),
        ("/notices?skip=abc&from=2026-02-30&to=now", "Pemberitahuan"),
        ("/sites?skip=abc&desc=down", "LPSE"),
        ("/audit?from=2026-13-01&to=now&after=first", "Jejak audit"),
        ("/dashboard?from=2026-13-01&to=now", "Dasbor"),
        ("/cases?openedFrom=9999-12-31T23:00:00Z&openedBefore=9999-12-31T23:59:59.9999999Z", "Kasus"),
        ("/cases?sinceFrom=0001-01-01&sinceBefore=0001-01-01", "Kasus"),
        ("/notices?from=0001-01-01&to=9999-12-31", "Pemberitahuan"),
        ("/audit?from=0001-01-01&to=9999-12-31", "Jejak audit"),
        ("/dashboard?to=0001-01-05", "Dasbor"),
        ("/dashboard?from=9999-12-01&to=9999-12-31", "Dasbor"),
        ("/workflows/drafts?skip=abc", "Rancangan alur kerja"),
        ("/workflows/moves?skip=abc", "Pemindahan kasus"),
    ];

    [Fact]
    public async Task Address_that_nobody_can_read_shows_the_list_all_the_same()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        await using var person = await Chromium.NewPersonAsync(host);
        await person.SignInAsync(await host.AddStaffAsync("dewi", StaffRoles.Auditor, StaffRoles.Helpdesk));

        foreach (var (address, heading) in Lists)
        {
            await person.OpenAsync(address);

            await Expect(person.Heading).ToHaveTextAsync(heading);
            await Expect(person.Alert).ToHaveCountAsync(0);
        }
    }

    [Theory]
    [InlineData("/sites?skip=500", "51–52 dari 52", "/sites?skip=50")]
    [InlineData("/sites?skip=2147483647&stage=none&q=LPSE", "51–52 dari 52", "/sites?skip=50&stage=none&q=LPSE")]
    [InlineData("/sites?skip=50&q=277", "1–1 dari 1", "/sites?q=277")]
    public async Task Place_after_the_end_of_a_list_leads_to_its_last_rows(string asked, string shown, string address)
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        await using var person = await BeforeManySitesAsync(host);

        await person.OpenAsync(asked);

        await Expect(person.Page.Locator("nav.pager [role=status]")).ToHaveTextAsync(shown);
        await Expect(person.Page).ToHaveURLAsync(new Uri(host.Http.BaseAddress!, address).ToString());
    }

    [Fact]
    public async Task Browsers_way_back_leads_to_the_part_of_the_list_that_was_shown_before()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        await using var person = await BeforeManySitesAsync(host);
        await person.OpenAsync("/sites");

        await person.Button("Halaman berikutnya").ClickAsync();
        await Expect(person.Page.Locator("nav.pager [role=status]")).ToHaveTextAsync("51–52 dari 52");
        await person.Page.GoBackAsync();

        await Expect(person.Page.Locator("nav.pager [role=status]")).ToHaveTextAsync("1–50 dari 52");
    }

    private static async Task<Person> BeforeManySitesAsync(RunningHost host)
    {
        foreach (var site in Enumerable.Range(270, 52))
            await host.AddSiteAsync($"{site}");
        var person = await Chromium.NewPersonAsync(host);
        await person.SignInAsync(await host.AddStaffAsync("dewi", StaffRoles.Auditor));
        return person;
    }
}
