using System.Net;
using BackOffice.Host.Tests.Clauses;
using BackOffice.Workflows.Activation.Desk;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;

namespace BackOffice.Host.Tests.Desk;

/// <summary>The list as CSV: what is shown, with the columns that were chosen, and nothing that a spreadsheet would run.</summary>
public sealed class ExportTests
{
    [Theory, OnBothDatabases]
    public async Task Export_holds_the_filtered_list_in_its_order_with_the_chosen_columns(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        await host.DeskAsync();
        var sari = await host.AddStaffAsync("sari", StaffRoles.Auditor);

        Assert.Equal(
            ["user_id,site,default_site,state", "sinar-12,12,277,awaitDefaultPassword", "sinar-300,300,277,awaitDefaultPassword", ""],
            await LinesAsync(sari, "q=sinar&ascending=true&columns=userId,site,defaultSite,state"));
        Assert.Equal(16, (await LinesAsync(sari, "q=sinar"))[0].Split(',').Length);
        // The client takes a byte order mark off the text, so it is looked for in the bytes.
        using var http = new HttpRequestMessage(HttpMethod.Get, "/api/v1/cases/export.csv?columns=number&bom=true");
        http.Headers.Authorization = new("Bearer", await sari.TokenAsync());
        var bytes = await (await host.Http.SendAsync(http, TestContext.Current.CancellationToken)).Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.Equal([0xEF, 0xBB, 0xBF, (byte)'n'], bytes[..4]);
        (await sari.CallAsync(HttpMethod.Get, "cases/export.csv?columns=shoeSize")).RefusedAs(HttpStatusCode.BadRequest, "state-unknown");
    }

    [Theory, OnBothDatabases]
    public async Task What_a_provider_typed_is_no_formula(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var jambi = await host.AddSiteAsync("277");
        await jambi.RegisterAsync("+62741", Some.Account(name: "=HYPERLINK(\"http://jahat.example\",\"PT Baik, Tbk\")"));
        (await jambi.OpenActivationAsync("+62741")).Done();
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);

        Assert.Equal(
            ["user_id,company", "'+62741,\"'=HYPERLINK(\"\"http://jahat.example\"\",\"\"PT Baik, Tbk\"\")\"", ""], await LinesAsync(sari, "columns=userId,company"));
    }

    [Theory, OnBothDatabases]
    public async Task Staff_limited_to_sites_export_those_alone(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        await host.DeskAsync();

        var answer = await host.Use<ExportCases>().HandleAsync(
            new(DeskScenes.LimitedTo(StaffRoles.Helpdesk, "300"), CaseFilter.Everything, [CaseColumn.UserId]), TestContext.Current.CancellationToken);

        List<string> lines = [];
        await foreach (var line in Assert.IsType<ExportCases.Answer.Table>(answer).Lines)
            lines.Add(line);
        Assert.Equal(["user_id", "cahaya", "sinar-300"], lines);
    }

    private static async Task<string[]> LinesAsync(StaffClient staff, string query)
    {
        var reply = await staff.CallAsync(HttpMethod.Get, $"cases/export.csv?{query}");
        Assert.Equal((HttpStatusCode.OK, "text/csv; charset=utf-8"), (reply.Status, reply.Headers["Content-Type"]));
        return reply.Text.Split("\r\n");
    }
}
