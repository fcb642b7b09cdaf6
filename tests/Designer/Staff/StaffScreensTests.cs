using BackOffice.Host.Tests;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;

namespace BackOffice.Designer.Tests.Staff;

/// <summary>One's own account and those of the staff, looked at.</summary>
public sealed class StaffScreensTests
{
    [Theory]
    [InlineData("id")]
    [InlineData("en")]
    public async Task Account_and_staff_bar_nobody(string language)
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var staff = await host.AddStaffAsync("rahmawati", [.. StaffRoles.All]);
        await host.AddStaffAsync("sari", StaffRoles.Helpdesk, StaffRoles.Verifikator);
        await using var album = await Album.OpenAsync(host, staff, language);

        await album.LookAsync("account", "/account");
        await album.LookAsync("password", "/account/password");
        await album.LookAsync("code", "/account/code");
        await album.LookAsync("staff", "/staff");
        await album.LookAsync("staff-member", "/staff/member/sari");
        await album.LookAsync("staff-new", "/staff/new");
    }
}
