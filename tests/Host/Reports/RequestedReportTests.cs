using System.Net;
using System.Text.Json;
using BackOffice.Fixtures;
using BackOffice.Host.Tests.Consistency;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Reports;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using UglyToad.PdfPig;

namespace BackOffice.Host.Tests.Reports;

/// <summary>Reports that staff ask for: each kind as PDF, its tables as CSV, and a code that the public page verifies.</summary>
public sealed class RequestedReportTests(VerifiedHosts hosts) : IClassFixture<VerifiedHosts>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<DatabaseProvider, string, string, string> Kinds
    {
        get
        {
            var data = new TheoryData<DatabaseProvider, string, string, string>();
            foreach (var database in Enum.GetValues<DatabaseProvider>())
            {
                data.Add(database, "nation", "funnel: Terdaftar,6,\"100,0 %\"", "Laporan Aktivasi Nasional");
                data.Add(database, "nation", "sites: 277,LPSE 277,Tergabung,2,1,1,0", "Pejabat yang berwenang");
                data.Add(database, "nation", "ages: Kurang dari 3 hari,2", "User ID bentrok yang belum diganti");
                data.Add(database, "site", "cases: sinar-medan", "LPSE 12");
                data.Add(database, "group", "members: 277 · LPSE 277,sinar-jambi,40,2019-04-01,Default", "Paket terbanyak");
                data.Add(database, "group", "merges: 12 · LPSE 12,sinar-medan,sinar-jambi", "Jakarta, 2 Maret 2026");
                data.Add(database, "clash", "obligations: CV Bumi Perkasa,13 · LPSE 13,bumi-perkasa", "Belum mengganti User ID");
                data.Add(database, "case", "timeline: Login dan identitas diganti", "sinar-medan");
                data.Add(database, "period", "summary: Menjadi aktif,3", "2 Maret 2026 sampai 3 Maret 2026");
                data.Add(database, "period", "sites: 12,LPSE 12,2,1,0,0", "0 hari 0 jam 0 menit");
                data.Add(database, "period", "cases: sinar-padang", "PERIODE/20260302-20260303");
            }
            return data;
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Report_of_each_kind_is_drawn_with_its_tables_and_verifies(DatabaseProvider database, string kind, string row, string text)
    {
        var host = await hosts.OnAsync(database);
        var auditor = await AuditorAsync(host);

        var id = (await auditor.CallAsync(HttpMethod.Post, "reports", await WantedAsync(host, kind))).Done()["report"];
        var status = await ReadyAsync(host, auditor, id);

        var report = status.GetProperty("report");
        var code = report.GetProperty("code").GetString()!;
        var words = await WordsAsync(auditor, status.GetProperty("links").GetProperty("pdf").GetString()!);
        Assert.Contains(text, words, StringComparison.Ordinal);
        Assert.Contains(code, words, StringComparison.Ordinal);
        var (table, fields) = (row.Split(": ", 2)[0], row.Split(": ", 2)[1]);
        var csv = (await auditor.CallAsync(HttpMethod.Get, Path(status.GetProperty("links").GetProperty("tables").GetProperty(table).GetString()!))).Done();
        Assert.Equal("text/csv; charset=utf-8", csv.Headers["Content-Type"]);
        Assert.Contains(fields, csv.Text, StringComparison.Ordinal);
        Assert.Matches("^[a-z_]+(,[a-z_]+)+\r\n", csv.Text);
        var page = await host.Http.GetStringAsync(new Uri($"/verify/{code}", UriKind.Relative), Cancel);
        Assert.Contains("Laporan ini asli", page, StringComparison.Ordinal);
        Assert.Contains(WebUtility.HtmlEncode(report.GetProperty("number").GetString()!), page, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task What_cannot_be_reported_on_is_refused(DatabaseProvider database)
    {
        var host = await hosts.OnAsync(database);
        var auditor = await AuditorAsync(host);

        foreach (var malformed in new object[]
        {
            new { kind = "period", from = "2026-03-02" }, new { kind = "period", from = "2026-03-03", to = "2026-03-02" }, new { kind = "nation", id = "277" }, new { kind = "group" },
            new { kind = "site", id = "277", from = "2026-03-02", to = "2026-03-02" },
        })
            (await auditor.CallAsync(HttpMethod.Post, "reports", malformed)).RefusedAs(HttpStatusCode.BadRequest, "report-request-malformed");
        (await auditor.CallAsync(HttpMethod.Post, "reports", new { kind = "site", id = "999" })).RefusedAs(HttpStatusCode.NotFound, "site-unknown");
        (await auditor.CallAsync(HttpMethod.Post, "reports", new { kind = "case", id = "AKT-0000-0000" })).RefusedAs(HttpStatusCode.NotFound, "case-unknown");
        (await auditor.CallAsync(HttpMethod.Post, "reports", new { kind = "clash", id = Guid.NewGuid() })).RefusedAs(HttpStatusCode.NotFound, "report-subject-unknown");
        (await auditor.CallAsync(HttpMethod.Get, $"reports/{Guid.NewGuid()}")).RefusedAs(HttpStatusCode.NotFound, "report-unknown");
    }

    [Theory, OnBothDatabases]
    public async Task Only_tables_of_the_report_are_given_out(DatabaseProvider database)
    {
        var host = await hosts.OnAsync(database);
        var auditor = await AuditorAsync(host);
        var id = (await auditor.CallAsync(HttpMethod.Post, "reports", new { kind = "nation" })).Done()["report"];
        await ReadyAsync(host, auditor, id);

        foreach (var name in new[] { "members", "report", "..%2Fsites", "..%252F..%252Fbackoffice" })
            Assert.Equal(HttpStatusCode.NotFound, (await auditor.CallAsync(HttpMethod.Get, $"reports/{id}/tables/{name}.csv")).Status);
    }

    [Theory, OnBothDatabases]
    public async Task Files_go_when_their_keeping_time_is_over_and_the_code_goes_on_proving_what_is_on_paper(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var auditor = await AuditorAsync(host);
        var id = (await auditor.CallAsync(HttpMethod.Post, "reports", new { kind = "nation" })).Done()["report"];
        var code = (await ReadyAsync(host, auditor, id)).GetProperty("report").GetProperty("code").GetString()!;
        Task<Reply> FileAsync(string name) => auditor.CallAsync(HttpMethod.Get, $"reports/{id}/{name}");

        host.Clock.Advance(TimeSpan.FromDays(30) - TimeSpan.FromMinutes(1));
        Assert.Equal(0, await host.Services.GetRequiredService<RemoveOldReportFiles>().HandleAsync(Cancel));
        (await FileAsync("tables/sites.csv")).Done();
        host.Clock.Advance(TimeSpan.FromHours(1));

        await Eventually.TrueAsync(async () => (await FileAsync("file.pdf")).Status == HttpStatusCode.Gone, otherwise: () => host.Logs, cancel: Cancel);
        (await FileAsync("file.pdf")).RefusedAs(HttpStatusCode.Gone, "report-files-removed");
        (await FileAsync("tables/sites.csv")).RefusedAs(HttpStatusCode.Gone, "report-files-removed");
        Assert.Empty(Directory.GetDirectories(System.IO.Path.Combine(host.DataFolder, "reports", "requested")));
        var status = (await auditor.CallAsync(HttpMethod.Get, $"reports/{id}")).Done().Json;
        Assert.Equal((JsonValueKind.Null, JsonValueKind.String), (status.GetProperty("links").GetProperty("pdf").ValueKind, status.GetProperty("report").GetProperty("filesRemovedAt").ValueKind));
        Assert.Contains("Laporan ini asli", await host.Http.GetStringAsync(new Uri($"/verify/{code}", UriKind.Relative), Cancel), StringComparison.Ordinal);
        Assert.Empty((await host.VerifyAsync()).Findings);
    }

    [Theory]
    [InlineData("0001-01-01", "0001-01-02")]
    [InlineData("9999-12-30", "9999-12-31")]
    public async Task Period_at_either_end_of_the_calendar_is_drawn(string from, string to)
    {
        var host = await hosts.OnAsync(DatabaseProvider.Sqlite);
        var auditor = await AuditorAsync(host);

        var id = (await auditor.CallAsync(HttpMethod.Post, "reports", new { kind = "period", from, to })).Done()["report"];

        await ReadyAsync(host, auditor, id);
        Assert.Contains("Menjadi aktif,0", (await auditor.CallAsync(HttpMethod.Get, $"reports/{id}/tables/summary.csv")).Done().Text, StringComparison.Ordinal);
    }

    private static async Task<StaffClient> AuditorAsync(RunningHost host) => await host.AddStaffAsync($"andi{Guid.NewGuid():N}"[..12], StaffRoles.Auditor);

    private static async Task<object> WantedAsync(RunningHost host, string kind) => kind switch
    {
        "nation" => new { kind },
        "site" => new { kind, id = "12" },
        "group" => new { kind, id = await host.Database.ReadAsync((db, ct) => db.Groups.Select(group => group.Id).SingleAsync(ct), Cancel) },
        "clash" => new { kind, id = await host.Database.ReadAsync((db, ct) => db.Clashes.Select(clash => clash.Id).SingleAsync(ct), Cancel) },
        "case" => new { kind, id = (await host.Site("12").ActivationAsync("sinar-medan"))["number"] },
        "period" => new { kind, from = "2026-03-02", to = "2026-03-03" },
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static async Task<JsonElement> ReadyAsync(RunningHost host, StaffClient staff, string id)
    {
        var status = default(JsonElement);
        await Eventually.TrueAsync(
            async () => (status = (await staff.CallAsync(HttpMethod.Get, $"reports/{id}")).Done().Json).GetProperty("report").GetProperty("state").GetString() == "ready",
            otherwise: () => $"{status}\n{host.Logs}", cancel: Cancel);
        return status;
    }

    private static async Task<string> WordsAsync(StaffClient staff, string link)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, link);
        request.Headers.Authorization = new("Bearer", await staff.TokenAsync());
        using var response = await staff.Host.Http.SendAsync(request, Cancel);
        Assert.Equal("application/pdf", response.Content.Headers.ContentType?.MediaType);
        using var pdf = PdfDocument.Open(await response.Content.ReadAsByteArrayAsync(Cancel));
        return string.Join(' ', pdf.GetPages().SelectMany(page => page.GetWords()).Select(word => word.Text));
    }

    private static string Path(string link) => link["/api/v1/".Length..];
}
