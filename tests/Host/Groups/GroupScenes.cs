using BackOffice.Fixtures;
using BackOffice.Host.Tests.Clauses;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Registry;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Host.Tests.Groups;

/// <summary>Groups to begin with, and what staff do with them.</summary>
internal static class GroupScenes
{
    /// <summary>The password of the account at 277, the Default of most scenes.</summary>
    public const string DefaultPassword = "kata sandi Jambi";

    private static readonly string[] Codes = ["277", "12", "300", "301"];

    private const string Reason = "Sesuai surat permohonan penyedia.";

    /// <summary>The account at 277 with 40 packages, that at 12 with 3, and further ones at 300 and on with fewer; none has asked yet.</summary>
    public static async Task<IReadOnlyList<SiteClient>> CompanyAsync(this RunningHost host, int accounts = 2)
    {
        List<SiteClient> sites = [];
        foreach (var (code, i) in Codes.Take(accounts).Select((code, i) => (code, i)))
        {
            sites.Add(await host.AddSiteAsync(code));
            await sites[^1].RegisterAsync($"sinar-{code}", Some.Account(packages: i == 0 ? 40 : 4 - i, email: $"{code}@sinar.example", password: i == 0 ? DefaultPassword : Some.Password));
        }
        return sites;
    }

    /// <summary>Asks for the activation of <c>sinar-CODE</c>.</summary>
    public static Task<Reply> ActivateAsync(this SiteClient site) => site.OpenActivationAsync($"sinar-{site.Code}");

    /// <summary>Asks, and types the Default's password; the account is merged then.</summary>
    public static async Task<string> MergeAsync(this SiteClient site, string password = DefaultPassword)
    {
        var opened = await site.ActivateAsync();
        Assert.Equal("awaitDefaultPassword", opened.State());
        Assert.Equal("active", (await site.ProveDefaultPasswordAsync($"sinar-{site.Code}", password)).State());
        return opened.CaseId();
    }

    /// <summary>Undoes the merge of a case.</summary>
    public static Task<Reply> UndoAsync(this StaffClient verifikator, string caseId, string verdict = "branch") =>
        verifikator.CallAsync(HttpMethod.Post, $"cases/{caseId}/undo", new { verdict, reason = Reason });

    /// <summary>Locks.</summary>
    public static Task<Reply> LockAsync(this StaffClient staff, object target, bool dryRun = false) => staff.CallAsync(HttpMethod.Post, "locks", new { target, reason = Reason, dryRun });

    /// <summary>Releases.</summary>
    public static Task<Reply> ReleaseAsync(this StaffClient staff, object target) => staff.CallAsync(HttpMethod.Post, "locks/release", new { target, reason = Reason });

    /// <summary>The lines of an answer about locks: what, site and result.</summary>
    public static IReadOnlyList<string> Items(this Reply reply) =>
        [.. reply.Done().Json.GetProperty("items").EnumerateArray().Select(item => $"{item.GetProperty("what")} {item.GetProperty("site")} {item.GetProperty("result")}")];

    /// <summary>An account named as staff name it.</summary>
    public static object Named(this SiteClient site) => new { site = site.Code, userId = $"sinar-{site.Code}" };

    /// <summary>Every login and identity that accounts at these sites have, with everything that makes them up but the count of ended sessions, by site.</summary>
    public static Task<string> LoginsAsync(this RunningHost host) => host.Database.ReadAsync(async (db, ct) => string.Join('\n', (await db.Accounts.Include(account => account.Provider).OrderBy(account => account.Id).ToListAsync(ct))
        .Select(account => $"{account.SiteCode}/{account.UserId} {account.ActivatedAt:O} {account.PackageCount} -> {Describe(account.Provider)}")), Cancel);

    /// <summary>One provider in words.</summary>
    public static string Describe(Provider provider) => $"{provider.Id} {provider.SealedPassword} {provider.ActivatedAt:O} {LoginAndIdentity.Of(provider)}";

    /// <summary>Waits until no open case can go on by itself.</summary>
    public static async Task SettleAsync(this RunningHost host) => await Eventually.TrueAsync(
        async () => !await host.Database.ReadAsync(async (db, ct) => await db.Inbox.AnyAsync(signal => signal.SeenAt == null, ct)
            || await db.Cases.AnyAsync(@case => @case.ClosedAt == null && @case.State == CaseState.Running, ct), Cancel), otherwise: () => host.Logs, cancel: Cancel);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
