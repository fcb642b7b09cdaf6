using BackOffice.Fixtures;
using BackOffice.Host.Tests;
using BackOffice.Workflows.Staff;

namespace BackOffice.Designer.Tests.Figures;

/// <summary>Pictures of the sites, the dashboard, the notices, the audit trail and the national list, of a country in the middle of its roll-out; and what axe says of them.</summary>
public sealed class FiguresScreensTests
{
    private static readonly (string Name, string Address)[] Screens =
    [
        ("sites", "/sites"), ("site", "/sites/277"), ("site-new", $"/sites/{Country.Newcomer}"), ("bring-in", $"/sites/{Country.Newcomer}/bring-in"), ("dashboard", "/dashboard"),
        ("notices", "/notices"), ("notices-dead", "/notices?queue=deadLetters"), ("audit", "/audit"), ("failures", "/failures"), ("national-list", "/national-list"),
    ];

    [Fact]
    public async Task Screens_of_the_roll_out_can_be_looked_at_and_bar_nobody()
    {
        await using var host = await Country.StartAsync();
        var staff = await host.AddStaffAsync("rahmawati", [.. StaffRoles.All]);
        await RehearseAsync(host, staff);
        await using var person = await Chromium.NewPersonAsync(host);
        await person.SignInAsync(staff);
        List<string> barriers = [];

        foreach (var language in (string[])["id", "en"])
        {
            await person.SpeakAsync(language);
            foreach (var (name, address) in Screens)
                await LookAsync(person, $"{name}-{language}", address);
            await LookAtNoticeAsync(person, $"notice-{language}");
        }
        await person.Page.GotoAsync("/preferences?theme=dark&back=/");
        foreach (var (name, address) in Screens)
            await LookAsync(person, $"{name}-dark", address);
        await LookAtNoticeAsync(person, "notice-dark");
        await person.Page.GotoAsync("/preferences?theme=light&language=id&back=/");
        await person.Page.SetViewportSizeAsync(390, 844);
        foreach (var (name, address) in Screens)
            await LookAsync(person, $"{name}-phone", address);
        await LookAtNoticeAsync(person, "notice-phone");

        Assert.True(barriers.Count == 0, string.Join('\n', barriers));

        async Task LookAsync(Person who, string name, string address)
        {
            await who.OpenAsync(address);
            await who.Page.Locator("main .card").First.WaitForAsync();
            await KeepAsync(who, name);
        }

        async Task LookAtNoticeAsync(Person who, string name)
        {
            await who.OpenAsync("/notices");
            await who.Page.Locator("table.list a[data-row]").First.ClickAsync();
            await who.Page.Locator(".letter iframe").WaitForAsync();
            await who.PictureAsync(name);
            // Axe waits for ever for an answer from a frame that may run no script.
            await who.Page.Locator(".letter .segments button").Last.ClickAsync();
            await who.Page.Locator(".letter pre").WaitForAsync();
            await KeepAsync(who, $"{name}-text");
        }

        async Task KeepAsync(Person who, string name)
        {
            foreach (var closed in await who.Page.Locator("main .job details").AllAsync())
                await closed.EvaluateAsync("details => details.open = true");
            await who.PictureAsync(name);
            barriers.AddRange((await who.BarriersAsync()).Select(barrier => $"{name}: {barrier}"));
            var (wide, window) = (await who.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"), await who.Page.EvaluateAsync<int>("window.innerWidth"));
            if (wide > window)
                barriers.Add($"{name}: scrolls sideways, {wide} of {window} pixels");
        }
    }

    private static async Task RehearseAsync(RunningHost host, StaffClient staff)
    {
        var job = (await staff.CallAsync(HttpMethod.Post, $"sites/{Country.Newcomer}/jobs", new { kind = "rehearsal" })).Done()["job"];
        await Eventually.TrueAsync(
            async () => (await staff.CallAsync(HttpMethod.Get, $"sites/{Country.Newcomer}/jobs/{job}")).Done()["state"] == "done", otherwise: () => host.Logs, cancel: TestContext.Current.CancellationToken);
    }
}
