using System.Net;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;
using BackOffice.Workflows.Staff.Sessions;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Host.Tests.Staff;

/// <summary>The sign-in form in a browser with more than one tab.</summary>
public sealed class SignInFormTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Form_left_open_while_another_tab_signs_in_says_what_happened_and_leads_on()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var (sari, budi) = (await host.AddStaffAsync("sari", StaffRoles.Helpdesk), await host.AddStaffAsync("budi", StaffRoles.Helpdesk));
        using var browser = new ConsoleVisitor(host);
        var (first, second) = (await browser.OpenSignInAsync(), await browser.OpenSignInAsync());
        Assert.Equal(HttpStatusCode.Found, (await browser.SendSignInAsync(second, sari)).Status);

        var late = await browser.SendSignInAsync(first, budi);

        Assert.Equal(HttpStatusCode.BadRequest, late.Status);
        Assert.Contains("di tab lain sudah ada yang masuk", late.Text, StringComparison.Ordinal);
        Assert.Contains("href=\"/sign-in\"", late.Text, StringComparison.Ordinal);
        // There it goes on as whoever signed in; nobody else did.
        Assert.Equal(host.Http.BaseAddress, new(host.Http.BaseAddress!, (await browser.GetAsync("/sign-in")).Headers["Location"]));
        Assert.Equal([], await SessionsAsync(host, "budi"));
    }

    [Fact]
    public async Task Whoever_signs_in_after_another_in_the_same_browser_ends_that_session()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var (sari, budi) = (await host.AddStaffAsync("sari", StaffRoles.Helpdesk), await host.AddStaffAsync("budi", StaffRoles.Helpdesk));
        using var browser = new ConsoleVisitor(host);
        await browser.SignInAsync(sari);

        Assert.Equal(HttpStatusCode.Found, (await browser.SendSignInAsync(await browser.FormOfAsync("/account"), budi)).Status);

        Assert.Equal([SessionEnd.SignedOut], await SessionsAsync(host, "sari"));
        Assert.Equal([null], await SessionsAsync(host, "budi"));
    }

    // How the console sessions of a person have ended; null while one stands.
    private static Task<List<SessionEnd?>> SessionsAsync(RunningHost host, string name) => host.Database.ReadAsync((db, ct) => db.StaffSessions
        .Where(session => session.Kind == StaffSessionKind.Console && db.Users.Any(user => user.Id == session.MemberId && user.UserName == name)).Select(session => session.EndedBecause).ToListAsync(ct), Cancel);
}
