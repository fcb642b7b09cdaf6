using BackOffice.Host.Tests;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;

namespace BackOffice.Designer.Tests.Dossier;

/// <summary>The page of one case, looked at: in doubt, and merged.</summary>
public sealed class CaseScreensTests
{
    [Theory]
    [InlineData("id")]
    [InlineData("en")]
    public async Task A_case_bars_nobody(string language)
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var staff = await host.AddStaffAsync("rahmawati", [.. StaffRoles.All]);
        var (_, doubt) = await CasePageTests.DoubtAsync(host);
        await using var album = await Album.OpenAsync(host, staff, language);

        await album.LookAsync("case-doubt", $"/cases/{doubt}");
        await album.LookAsync("case-why", $"/cases/{doubt}", open: "#why-title");
        await album.LookAsync("case-merged", $"/cases/{await CasePageTests.MergedAsync(host)}");
    }
}
