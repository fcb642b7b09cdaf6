using BackOffice.Designer.Tests.Dossier;
using BackOffice.Host.Tests;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BackOffice.Designer.Tests.Console;

/// <summary>The console by keyboard and by ear.</summary>
public sealed class KeysTests
{
    [Fact]
    public async Task Single_keys_are_switched_off_where_they_are_listed_and_on_again_and_the_browser_keeps_it()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        await using var sari = await SignedInAsync(host);
        var search = sari.Page.GetByRole(AriaRole.Searchbox);
        await sari.OpenAsync("/cases");

        await sari.Page.Keyboard.PressAsync("?");
        await sari.Button("Matikan pintasan satu tombol").ClickAsync();
        await Expect(sari.Page.Locator("html")).ToHaveAttributeAsync("data-keys", "off");
        await sari.OpenAsync("/cases");
        await sari.Page.Keyboard.PressAsync("/");
        await Expect(search).Not.ToBeFocusedAsync();

        await sari.Button("Pintasan papan ketik").ClickAsync();
        await sari.Button("Hidupkan pintasan satu tombol").ClickAsync();
        await Expect(sari.Page.Locator("html")).ToHaveAttributeAsync("data-keys", "on");
        await sari.Page.Locator("main h1").WaitForAsync();
        await sari.Page.Keyboard.PressAsync("/");
        await Expect(search).ToBeFocusedAsync();
    }

    [Theory]
    [InlineData("id", "Tutup", "Bulan berikutnya")]
    [InlineData("en", "Close", "Next month")]
    public async Task What_a_dialog_and_its_calendar_say_to_a_blind_person_is_in_the_language_of_the_page(string language, string close, string next)
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var (_, caseId) = await CasePageTests.DoubtAsync(host);
        await using var sari = await SignedInAsync(host);
        await sari.SpeakAsync(language);
        await sari.OpenAsync($"/cases/{caseId}");

        await sari.Button(language == "id" ? "Tindakan lain" : "More acts").ClickAsync();
        await sari.Page.GetByRole(AriaRole.Button, new() { Name = language == "id" ? "Perpanjang" : "Extend", Exact = true }).ClickAsync();
        var dialog = sari.Page.GetByRole(AriaRole.Dialog);
        await Expect(dialog.GetByRole(AriaRole.Button, new() { Name = close, Exact = true })).ToBeVisibleAsync();
        await dialog.Locator(".mud-picker button").First.ClickAsync();

        await Expect(sari.Page.GetByRole(AriaRole.Button, new() { Name = next })).ToBeVisibleAsync();
        Assert.Empty(language == "id" ? await EnglishAsync(sari) : []);
    }

    // No label of the controls stays in the language of their library.
    private static async Task<IReadOnlyList<string>> EnglishAsync(Person person) =>
        [.. (await person.Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('[aria-label]')].map(one => one.ariaLabel)")).Where(label => Library.Any(word => label.StartsWith(word, StringComparison.Ordinal)))];

    private static readonly string[] Library = ["Close", "Open", "Next", "Previous", "Go to", "Clear", "Toggle", "Icon"];

    private static async Task<Person> SignedInAsync(RunningHost host)
    {
        var staff = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        var person = await Chromium.NewPersonAsync(host);
        await person.SignInAsync(staff);
        return person;
    }
}
