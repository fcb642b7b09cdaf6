using BackOffice.Fixtures;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;
using UglyToad.PdfPig;

namespace BackOffice.Host.Tests.Clauses;

/// <summary>Each activation ends with its notices, to whom they concern and once each, and with a report.</summary>
public sealed class EndOfActivationTests
{
    [Theory, OnBothDatabases]
    public async Task Merged_member_is_told_at_its_old_and_its_new_address(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (_, medan) = await DefaultAndMemberAsync(host);
        await medan.OpenActivationAsync("sinar-medan");

        (await medan.ProveDefaultPasswordAsync("sinar-medan", "kata sandi Jambi")).Done();

        var letters = (await host.MailsAsync()).ToList();
        Assert.Equal(
            [
                "jambi@sinar.example: Akun Anda terpilih sebagai User ID Default",
                "jambi@sinar.example: Data login dan identitas akun Anda telah digantikan",
                "jambi@sinar.example: User ID Anda telah diganti",
                "medan@sinar.example: Aktivasi menunggu password User ID Default",
                "medan@sinar.example: Data login dan identitas akun Anda telah digantikan",
                "medan@sinar.example: User ID Anda telah diganti",
            ],
            letters.Select(letter => $"{letter.To}: {letter.Subject}").Order(StringComparer.Ordinal));
        Assert.Equal(letters.Count, letters.Select(letter => letter.MessageId).Distinct().Count());
        Assert.All(letters.Where(letter => letter.Subject == "User ID Anda telah diganti"), letter =>
        {
            Assert.Contains("sinar-medan", letter.Text, StringComparison.Ordinal);
            Assert.Contains("sinar-jambi", letter.Text, StringComparison.Ordinal);
            Assert.Contains("password User ID Default", letter.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("Password tidak berubah", letter.Text, StringComparison.Ordinal);
        });
    }

    [Theory, OnBothDatabases]
    public async Task Account_without_duplicates_gets_one_letter(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var jambi = await host.AddSiteAsync("277");
        await jambi.RegisterAsync("sinar", Some.Account());

        (await jambi.OpenActivationAsync("sinar")).Done();
        (await jambi.OpenActivationAsync("sinar")).Done();

        var letter = Assert.Single(await host.MailsAsync());
        Assert.Equal((Some.Account().Email, "Aktivasi Agregasi Inaproc selesai"), (letter.To, letter.Subject));
        Assert.Contains("You", letter.Text[letter.Text.IndexOf("ENGLISH", StringComparison.OrdinalIgnoreCase)..], StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task New_user_ID_is_told_once(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var jambi = await host.AddSiteAsync("277");
        await jambi.RegisterAsync("sinar", Some.Account());

        (await jambi.RenameAsync("sinar", "sinar-kencana", Some.Password)).Done();

        Assert.Equal("User ID Anda telah diganti", Assert.Single(await host.MailsAsync()).Subject);
    }

    [Theory, OnBothDatabases]
    public async Task Report_tells_who_what_and_why(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (_, medan) = await DefaultAndMemberAsync(host);
        var opened = await medan.OpenActivationAsync("sinar-medan");
        (await medan.ProveDefaultPasswordAsync("sinar-medan", "kata sandi Jambi")).Done();

        await Eventually.TrueAsync(async () => (await medan.ActivationAsync("sinar-medan"))["hasReport"] == "True", otherwise: () => host.Logs, cancel: TestContext.Current.CancellationToken);

        Assert.Equal("application/pdf", (await medan.OwnAsync(HttpMethod.Get, "activations/sinar-medan/report")).Done().Headers["Content-Type"]);
        using var pdf = PdfDocument.Open(Assert.Single(Directory.EnumerateFiles(Path.Combine(host.DataFolder, "reports"), "*.pdf")));
        var text = string.Join(' ', pdf.GetPages().SelectMany(page => page.GetWords()).Select(word => word.Text));
        foreach (var expected in new[] { opened["number"], "sinar-medan", "sinar-jambi", "PT Sinar Kencana", "01.234.567.4-331.000" })
            Assert.Contains(expected, text, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Case_that_waits_has_no_report_yet(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (_, medan) = await DefaultAndMemberAsync(host);

        var waiting = await medan.OpenActivationAsync("sinar-medan");

        Assert.Equal("False", waiting["hasReport"]);
        Assert.Equal(0, await (await host.AddStaffAsync("andi", StaffRoles.Auditor)).CountAsync(waiting.CaseId(), "report"));
    }

    private static async Task<(SiteClient Jambi, SiteClient Medan)> DefaultAndMemberAsync(RunningHost host)
    {
        var (jambi, medan) = (await host.AddSiteAsync("277"), await host.AddSiteAsync("12"));
        await jambi.RegisterAsync("sinar-jambi", Some.Account(packages: 40, email: "jambi@sinar.example", password: "kata sandi Jambi"));
        await medan.RegisterAsync("sinar-medan", Some.Account(packages: 3, email: "medan@sinar.example"));
        return (jambi, medan);
    }
}
