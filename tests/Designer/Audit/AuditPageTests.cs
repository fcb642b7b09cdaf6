using System.Text.RegularExpressions;
using System.Xml.Linq;
using BackOffice.Designer.Tests.Figures;
using BackOffice.Fixtures;
using BackOffice.Host.Tests;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BackOffice.Designer.Tests.Audit;

/// <summary>The audit trail before an auditor.</summary>
public sealed partial class AuditPageTests
{
    [Fact]
    public async Task Trail_is_searched_and_taken_away_and_says_so_itself()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var jambi = await host.AddSiteAsync("277");
        await jambi.RegisterAsync("sinar");
        (await jambi.OpenActivationAsync("sinar")).Done();
        var dewi = await host.AddStaffAsync("dewi", StaffRoles.Auditor);
        await using var person = await Chromium.NewPersonAsync(host);
        await person.SignInAsync(dewi);
        await person.OpenAsync("/audit?site=277");

        await person.Page.GetByLabel("Tindakan").SelectOptionAsync("activation-opened");
        await Expect(person.Page.Locator("tbody tr")).ToHaveCountAsync(1);
        await Expect(person.Page.Locator("tbody tr")).ToContainTextAsync("Aktivasi diajukan");
        var export = await person.Page.RunAndWaitForDownloadAsync(() => person.Page.GetByText("Ekspor CSV").ClickAsync());
        var lines = await File.ReadAllLinesAsync(await export.PathAsync(), TestContext.Current.CancellationToken);

        Assert.Equal(2, lines.Length);
        Assert.Contains("activation-opened", lines[1], StringComparison.Ordinal);
        await person.OpenAsync("/audit?who=dewi");
        await Expect(person.Page.Locator("tbody")).ToContainTextAsync("Jejak audit diekspor");
    }

    [Fact]
    public async Task Who_is_no_auditor_sees_no_trail_and_gets_no_file()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        await using var person = await Chromium.NewPersonAsync(host);
        await person.SignInAsync(sari);

        await person.OpenAsync("/audit");
        await Expect(person.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Halaman ini bukan untuk peran Anda");

        Assert.Equal(403, (await person.Page.APIRequest.GetAsync(new Uri(host.Http.BaseAddress!, "/console/audit.csv").ToString())).Status);
    }

    [Fact]
    public void Every_act_of_the_code_has_words()
    {
        var words = XDocument.Load(RepositoryRoot.File("Designer", "Audit", "AuditWords.resx")).Root!.Elements("data").Select(data => data.Attribute("name")!.Value).ToHashSet(StringComparer.Ordinal);
        var acts = Directory.EnumerateFiles(RepositoryRoot.File("Workflows"), "*.cs", SearchOption.AllDirectories).Where(file => !file.Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(file => Recorded().Matches(File.ReadAllText(file))).SelectMany(call => Literal().Matches(call.Groups[1].Value)).Select(act => act.Groups[1].Value).ToHashSet(StringComparer.Ordinal);

        Assert.Contains("activation-opened", acts);
        Assert.DoesNotContain(acts, act => !words.Contains($"Act.{act}"));
    }

    [GeneratedRegex(@"\.Record\((.*?)\);", RegexOptions.Singleline)]
    private static partial Regex Recorded();

    // A name right behind a bracket is that of a value, or of a worker.
    [GeneratedRegex(@"(?<![$(])""([a-z]+(?:-[a-z]+)+)""")]
    private static partial Regex Literal();
}
