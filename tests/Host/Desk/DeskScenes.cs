using System.Text.Json;
using BackOffice.Host.Tests.Clauses;
using BackOffice.Host.Tests.Groups;
using BackOffice.Rules.Identity;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BackOffice.Host.Tests.Desk;

/// <summary>A desk with something on it: cases of three companies at three sites, and what staff do with them over HTTP.</summary>
internal static class DeskScenes
{
    /// <summary>A reason that will do.</summary>
    public const string Reason = "Permohonan penyedia lewat telepon.";

    /// <summary>
    /// At 277, 12 and 300 <c>sinar-CODE</c>, one company with its Default at 277, of which 12 and 300 wait for the Default's password; at 277 <c>bumi</c> and at 12 <c>bumi-tanpa-npwp</c>, of
    /// which the latter is under review; at 300 <c>cahaya</c> without a province, which has to mend its identity. Minutes lie between them.
    /// </summary>
    public static async Task<DeskScene> DeskAsync(this RunningHost host)
    {
        var sites = await host.CompanyAsync(3);
        await sites[0].RegisterAsync("bumi", Some.OtherCompany);
        await sites[1].RegisterAsync("bumi-tanpa-npwp", Some.OtherCompany with { Npwp = "", PackageCount = 1, Email = "kedua@bumi-perkasa.co.id" });
        await sites[2].RegisterAsync("cahaya", Some.ThirdCompany with { Province = "" });
        List<CaseId> cases = [];
        foreach (var (site, userId) in new[] { (sites[1], "sinar-12"), (sites[2], "sinar-300"), (sites[1], "bumi-tanpa-npwp"), (sites[2], "cahaya") })
        {
            cases.Add(new(Guid.Parse((await site.OpenActivationAsync(userId)).CaseId())));
            host.Clock.Advance(TimeSpan.FromMinutes(1));
        }
        return new(sites[0], sites[1], sites[2], cases[0], cases[1], cases[2], cases[3]);
    }

    /// <summary>A use case of the Host, for what no HTTP call can say: staff who are limited to sites.</summary>
    public static T Use<T>(this RunningHost host) where T : notnull => host.Services.GetRequiredService<T>();

    /// <summary>A member of staff who is limited to these sites.</summary>
    public static StaffActor LimitedTo(string role, params IEnumerable<string> sites) => new("dewi", new HashSet<string> { role }, sites.Select(SiteCode.Parse).ToHashSet());

    /// <summary>An administrator shuts a member of staff out.</summary>
    public static async Task LockAsync(this RunningHost host, string name) =>
        Assert.Null(await host.Use<LockStaff>().HandleAsync(new(StaffActor.CommandLine, name, Reason), TestContext.Current.CancellationToken));

    /// <summary>An administrator limits a member of staff to these sites.</summary>
    public static async Task LimitAsync(this RunningHost host, string name, params IEnumerable<string> sites) =>
        Assert.Null(await host.Use<LimitToSites>().HandleAsync(new(StaffActor.CommandLine, name, [.. sites.Select(SiteCode.Parse)]), TestContext.Current.CancellationToken));

    /// <summary>The user IDs of a list over HTTP, in its order.</summary>
    public static async Task<IReadOnlyList<string>> ListAsync(this StaffClient staff, string query) =>
        [.. (await staff.CallAsync(HttpMethod.Get, $"cases?{query}")).Done().Json.GetProperty("cases").EnumerateArray().Select(line => line.GetProperty("userId").GetString()!)];

    /// <summary>The queues with something in them, such as <c>unassigned 4</c>.</summary>
    public static async Task<IReadOnlyList<string>> QueuesAsync(this StaffClient staff) =>
        [.. (await staff.CallAsync(HttpMethod.Get, "cases/queues")).Done().Json.EnumerateObject().Where(queue => queue.Value.GetInt32() > 0).Select(queue => $"{queue.Name} {queue.Value}")];

    /// <summary>Does something to a case.</summary>
    public static Task<Reply> DoAsync(this StaffClient staff, CaseId @case, string what, object? body = null, params (string Name, string Value)[] headers) =>
        staff.CallAsync(HttpMethod.Post, $"cases/{@case}/{what}", body ?? new { }, headers);

    /// <summary>The case as it was read, and its ETag.</summary>
    public static async Task<(Reply Case, string Tag)> ReadAsync(this StaffClient staff, CaseId @case)
    {
        var reply = await staff.CaseAsync($"{@case}");
        return (reply, reply.Headers["ETag"]);
    }

    /// <summary>When the deadline of a case is.</summary>
    public static Task<DateTimeOffset?> DeadlineAsync(this RunningHost host, CaseId @case) =>
        host.Database.ReadAsync((db, ct) => db.Cases.Where(one => one.Id == @case).Select(one => one.Deadline).SingleAsync(ct), TestContext.Current.CancellationToken);

    /// <summary>The members of a JSON list as text.</summary>
    public static IReadOnlyList<string> Texts(this JsonElement list, string member) => [.. list.EnumerateArray().Select(one => one.GetProperty(member).ToString())];
}

/// <summary>The sites and cases of the desk.</summary>
internal sealed record DeskScene(SiteClient Jambi, SiteClient Medan, SiteClient Padang, CaseId SinarMedan, CaseId SinarPadang, CaseId Doubt, CaseId Mending);
