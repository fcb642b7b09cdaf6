using BackOffice.Host.Tests;
using Microsoft.Playwright;

namespace BackOffice.Designer.Tests;

/// <summary>
/// Pictures of screens in <c>artifacts/screens</c>, for a person to look at: on an office screen in both languages, and in Indonesian also dark and on a phone. Each is shown to axe, and a
/// phone must not have to scroll sideways. All of them: <c>dotnet test --project tests/Designer --filter-class "*ScreensTests"</c>.
/// </summary>
internal sealed class Album : IAsyncDisposable
{
    private const int PhoneWidth = 390;

    private readonly string language;
    private readonly Person office;
    private readonly Person? dark, phone;

    private Album(string language, Person office, Person? dark, Person? phone) => (this.language, this.office, this.dark, this.phone) = (language, office, dark, phone);

    /// <summary>Begins an album of what one member of staff sees.</summary>
    public static async Task<Album> OpenAsync(RunningHost host, StaffClient staff, string language)
    {
        var office = await SignedInAsync(host, staff, language, 1366, 768);
        if (language != "id")
            return new(language, office, null, null);
        var dark = await SignedInAsync(host, staff, language, 1366, 768);
        await dark.Page.GotoAsync("/preferences?theme=dark&back=/");
        return new(language, office, dark, await SignedInAsync(host, staff, language, PhoneWidth, 844));
    }

    /// <summary>Looks at one screen.</summary>
    /// <param name="name">What the pictures are called.</param>
    /// <param name="address">Where the screen is.</param>
    /// <param name="open">What is clicked first, so that it unfolds; a selector.</param>
    public async Task LookAsync(string name, string address, string? open = null)
    {
        await LookAsync(office, address, open, $"{name}-{language}");
        if (dark is not null)
            await LookAsync(dark, address, open, $"{name}-dark");
        if (phone is null)
            return;
        await LookAsync(phone, address, open, $"{name}-phone");
        Assert.Equal(PhoneWidth, await phone.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await office.DisposeAsync();
        if (dark is not null)
            await dark.DisposeAsync();
        if (phone is not null)
            await phone.DisposeAsync();
    }

    private static async Task LookAsync(Person person, string address, string? open, string picture)
    {
        await person.OpenAsync(address);
        if (open is not null)
            await person.Page.Locator(open).ClickAsync();
        Assert.DoesNotContain("/sign-in", person.Page.Url, StringComparison.Ordinal);
        await person.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await person.PictureAsync(picture);
        Assert.Empty(await person.BarriersAsync());
    }

    private static async Task<Person> SignedInAsync(RunningHost host, StaffClient staff, string language, int width, int height)
    {
        // A fourth session ends the oldest, and at one moment none is older.
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        var person = await Chromium.NewPersonAsync(host, width, height);
        await person.SignInAsync(staff);
        await person.SpeakAsync(language);
        return person;
    }
}
