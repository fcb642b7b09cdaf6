using System.Net;
using System.Text.RegularExpressions;
using BackOffice.Host.Tests.Staff;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Host.Tests.Http;

public sealed partial class ProblemTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, "id", "Alamat ini tidak ada.")]
    [InlineData("id-ID,en;q=0.8", "id", "Alamat ini tidak ada.")]
    [InlineData("en", "en", "There is nothing at this address.")]
    [InlineData("fr, en-GB;q=0.7, id;q=0.3", "en", "There is nothing at this address.")]
    [InlineData("fr", "id", "Alamat ini tidak ada.")]
    public async Task Sentence_is_Indonesian_unless_English_is_asked_for(string? acceptLanguage, string language, string detail)
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);

        var reply = await SendAsync(host, HttpMethod.Get, "/nowhere", null, acceptLanguage is null ? [] : [("Accept-Language", acceptLanguage)]);

        reply.RefusedAs(HttpStatusCode.NotFound, "not-found");
        Assert.Equal((language, detail, "urn:backoffice:problem:not-found"), (reply.Headers["Content-Language"], reply["detail"], reply["type"]));
    }

    [Fact]
    public async Task What_is_wrong_with_a_body_is_told_with_its_place()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);

        await ExpectAsync("""{"name":"sari","password":"x",}""", "cannot be read (line 1, column 31)");
        await ExpectAsync("""{"name":"sari","passwort":"x"}""", "The member $.passwort is not known");
        await ExpectAsync("""{"name":"sari"}""", "A required member is missing");
        await ExpectAsync("""{"name":"sari","password":"x","password":"y"}""", "stands there twice");
        await ExpectAsync("""{"name":7,"password":"x"}""", "The value of $.name is of the wrong kind");
        await ExpectAsync("""{"name":null,"password":"x"}""", "The value of $.name is of the wrong kind");
        await ExpectAsync("nonsense", "cannot be read");

        async Task ExpectAsync(string body, string sentence)
        {
            var reply = await SendAsync(host, HttpMethod.Post, "/api/v1/staff/sign-in", body);
            reply.RefusedAs(HttpStatusCode.BadRequest, "json-malformed");
            Assert.Contains(sentence, reply.Json.GetProperty("sentence").GetProperty("en").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_a_call_cannot_be_is_told_as_a_problem()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);

        (await SendAsync(host, HttpMethod.Delete, "/api/v1/sites")).RefusedAs(HttpStatusCode.MethodNotAllowed, "method-not-allowed");
        (await SendAsync(host, HttpMethod.Post, "/api/v1/staff/sign-in", "")).RefusedAs(HttpStatusCode.BadRequest, "request-malformed");
        (await SendAsync(host, HttpMethod.Post, "/api/v1/staff/sign-in", "name=sari", mediaType: "application/x-www-form-urlencoded"))
            .RefusedAs(HttpStatusCode.UnsupportedMediaType, "media-type-unsupported");
        (await SendAsync(host, HttpMethod.Post, "/api/v1/staff/sign-in", $$"""{"name":"sari","password":"{{new string('x', 100_000)}}"}"""))
            .RefusedAs(HttpStatusCode.RequestEntityTooLarge, "request-too-large");
    }

    [Fact]
    public async Task Fault_of_ours_tells_nothing_but_where_to_ask()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        await host.Database.ReadAsync((db, ct) => db.Database.ExecuteSqlRawAsync("""DROP TABLE "Sites" """, ct), Cancel);

        var reply = (await SendAsync(host, HttpMethod.Get, "/api/v1/sites")).RefusedAs(HttpStatusCode.InternalServerError, "unexpected");

        Assert.NotEmpty(reply["traceId"]);
        Assert.DoesNotContain("SQLite", reply.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Every_answer_tells_browsers_to_keep_out()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);

        foreach (var path in (string[])["/api/v1/sites", "/api/v1/staff/me", "/nowhere"])
        {
            var reply = await SendAsync(host, HttpMethod.Get, path);
            Assert.Equal(("nosniff", "DENY", "no-referrer"), (reply.Headers["X-Content-Type-Options"], reply.Headers["X-Frame-Options"], reply.Headers["Referrer-Policy"]));
            Assert.DoesNotContain("Server", reply.Headers.Keys);
        }
    }

    [Fact]
    public async Task Browser_keeps_neither_a_page_of_the_console_nor_what_is_downloaded_from_it()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        using var visitor = new ConsoleVisitor(host);
        await visitor.SignInAsync(await host.AddStaffAsync("dewi", StaffRoles.Auditor, StaffRoles.Helpdesk));
        var row = Guid.NewGuid();

        foreach (var path in (string[])["/console/cases.csv", "/console/audit.csv", $"/console/cases/{row}/report", $"/console/bulk-runs/{row}/results.csv", $"/console/sites/277/jobs/{row}/tables/pairs.csv", "/cases", "/audit", "/dashboard"])
            Assert.Equal((path, true), (path, (await visitor.GetAsync(path)).Headers.GetValueOrDefault("Cache-Control")?.Contains("no-store", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Host_says_whether_it_lives_and_whether_it_can_work()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(host, HttpMethod.Get, "/health/ready")).Status);

        await host.Database.ReadAsync((db, ct) => db.Database.ExecuteSqlRawAsync("""DROP TABLE "Sites" """, ct), Cancel);

        Assert.Equal(HttpStatusCode.OK, (await SendAsync(host, HttpMethod.Get, "/health/live")).Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await SendAsync(host, HttpMethod.Get, "/health/ready")).Status);
    }

    [Fact]
    public async Task Description_of_the_api_says_how_to_sign_in_and_what_every_call_does()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);

        var api = (await SendAsync(host, HttpMethod.Get, "/openapi/v1.json")).Done().Json;

        Assert.True(api.GetProperty("components").GetProperty("securitySchemes").TryGetProperty("site", out _));
        Assert.Equal("password", api.GetProperty("components").GetProperty("schemas").GetProperty("TypedPassword").GetProperty("format").GetString());
        foreach (var path in api.GetProperty("paths").EnumerateObject())
            foreach (var operation in path.Value.EnumerateObject())
            {
                Assert.True(operation.Value.TryGetProperty("summary", out _), $"{operation.Name} {path.Name} has no summary");
                var open = path.Name is "/connect/token" or "/api/v1/sites" or "/api/v1/public/sites" or "/api/v1/staff/sign-in" or "/api/v1/staff/refresh" || path.Name.StartsWith("/verify/", StringComparison.Ordinal);
                Assert.True(open != operation.Value.TryGetProperty("security", out _), $"{operation.Name} {path.Name}: who may call it?");
                var declared = operation.Value.TryGetProperty("parameters", out var parameters) ? parameters.EnumerateArray().Select(parameter => parameter.GetProperty("name").GetString()).ToList() : [];
                var places = declared.Count == 0 ? [] : parameters.EnumerateArray().Select(parameter => $"{parameter.GetProperty("name")} in {parameter.GetProperty("in")}").ToList();
                Assert.True(places.Distinct().Count() == places.Count, $"{operation.Name} {path.Name} takes {string.Join(", ", places)}");
                Assert.All(Placeholder().Matches(path.Name), placeholder => Assert.Contains(placeholder.Groups[1].Value, declared));
            }
    }

    private static async Task<Reply> SendAsync(
        RunningHost host, HttpMethod method, string path, string? body = null, (string Name, string Value)[]? headers = null, string mediaType = "application/json")
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = new StringContent(body, System.Text.Encoding.UTF8, mediaType);
        foreach (var (name, value) in headers ?? [])
            request.Headers.Add(name, value);
        return await Reply.ReadAsync(await host.Http.SendAsync(request, Cancel), Cancel);
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Placeholder();
}
