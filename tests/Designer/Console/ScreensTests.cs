using BackOffice.Designer.Tests.Dossier;
using BackOffice.Host.Tests;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;

namespace BackOffice.Designer.Tests.Console;

/// <summary>
/// Walks through every screen in both languages, light and dark, on an office screen and on a phone; keeps a picture of each in <c>artifacts/screens</c> for a person to look at, and asks axe.
/// Run alone by <c>dotnet test --project tests/Designer --filter-class "*ScreensTests"</c>.
/// </summary>
public sealed class ScreensTests
{
    [Theory]
    [InlineData("id")]
    [InlineData("en")]
    public async Task Every_screen_can_be_looked_at_and_bars_nobody(string language)
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var staff = await host.AddStaffAsync("rahmawati", [.. StaffRoles.All]);
        await using var person = await Chromium.NewPersonAsync(host);
        await person.SignInAsync(staff);
        await person.SpeakAsync(language);

        await LookAsync("work", "/");
        var (_, doubt) = await CasePageTests.DoubtAsync(host);
        await LookAsync("case-doubt", $"/cases/{doubt}");
        await using var dark = await Chromium.NewPersonAsync(host);
        await dark.SignInAsync(staff);
        await dark.SpeakAsync(language);
        await dark.Page.GotoAsync("/preferences?theme=dark&back=/");
        await dark.OpenAsync($"/cases/{doubt}");
        await dark.PictureAsync($"case-doubt-dark-{language}");
        Assert.Empty(await dark.BarriersAsync());
        await using var phone = await Chromium.NewPersonAsync(host);
        await phone.SignInAsync(staff);
        await phone.SpeakAsync(language);
        await phone.Page.SetViewportSizeAsync(390, 844);
        await phone.OpenAsync($"/cases/{doubt}");
        await phone.PictureAsync($"case-doubt-phone-{language}");
        Assert.Equal(390, await phone.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        var merged = await CasePageTests.MergedAsync(host);
        await LookAsync("case-merged", $"/cases/{merged}");

        async Task LookAsync(string name, string address)
        {
            await person.OpenAsync(address);
            await person.PictureAsync($"{name}-{language}");
            Assert.Empty(await person.BarriersAsync());
        }
    }
}
