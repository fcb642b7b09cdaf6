using BackOffice.Host.Tests;
using BackOffice.Host.Tests.Desk;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;

namespace BackOffice.Designer.Tests.Cases;

/// <summary>The lists of cases, looked at.</summary>
public sealed class CasesScreensTests
{
    [Theory]
    [InlineData("id")]
    [InlineData("en")]
    public async Task Work_and_cases_bar_nobody(string language)
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var scene = await host.DeskAsync();
        var staff = await host.AddStaffAsync("rahmawati", [.. StaffRoles.All]);
        await staff.DoAsync(scene.Doubt, "owner", new { owner = "rahmawati" });
        await using var album = await Album.OpenAsync(host, staff, language);

        await album.LookAsync("work", "/");
        await album.LookAsync("cases", "/cases");
        await album.LookAsync("cases-search", "/cases?q=sinar-12");
        await album.LookAsync("cases-empty", "/cases?q=tidak+ada");
        await album.LookAsync("bulk-runs", "/bulk-runs");
    }
}
