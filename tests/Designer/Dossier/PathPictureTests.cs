using BackOffice.Host.Tests;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;
using static Microsoft.Playwright.Assertions;

namespace BackOffice.Designer.Tests.Dossier;

/// <summary>The picture of the path on a telephone.</summary>
public sealed class PathPictureTests
{
    [Fact]
    public async Task On_a_telephone_the_picture_begins_at_the_present_step()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var (_, caseId) = await CasePageTests.DoubtAsync(host);
        var vera = await host.AddStaffAsync("vera", StaffRoles.Verifikator);
        await using var person = await Chromium.NewPersonAsync(host);
        await person.SignInAsync(vera);
        await person.Page.SetViewportSizeAsync(390, 844);

        await person.OpenAsync($"/cases/{caseId}");

        var step = person.Page.Locator(".path .step.now");
        await Expect(step).ToBeVisibleAsync();
        var (picture, now) = (await person.Page.Locator(".path .scroll").BoundingBoxAsync(), await step.BoundingBoxAsync());
        Assert.InRange(now!.X, picture!.X, picture.X + picture.Width - now.Width);
    }
}
