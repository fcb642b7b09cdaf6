using System.Net;
using System.Text.RegularExpressions;
using BackOffice.Fixtures;
using BackOffice.Host.Tests.Clauses;

namespace BackOffice.Host.Tests.Kills;

/// <summary>
/// One round of everything: a company with a Default and two members, of whom one merges and is parted again and the other merges after a recovery; a clash; an act on all their cases. Each
/// round has companies of its own. Its acts are done in order; one that was not acknowledged, since the Host died, is done again and must bear that it was done already.
/// </summary>
internal sealed partial class Round(int number, People people, string dataFolder)
{
    private const string Reason = "Dicocokkan dengan dokumen penyedia.";
    private const string DefaultPassword = "kata sandi Jambi";
    private const string NewPassword = "sandi baru yang panjang";

    private static readonly string[] Evidence = ["letterOfRequest", "deedOfEstablishment", "taxCard", "directorIdentity", "callBack"];

    private int done;
    private string parted = "", waiting = "", recovery = "", bulkRun = "";

    /// <summary>What is in every name of this round and of no other.</summary>
    public string Mark { get; } = $"k{number:000}x";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Goes on from the first act that was not acknowledged to the last, or only to the nth.</summary>
    public async Task WalkAsync(Door door, int acts = int.MaxValue)
    {
        Func<Door, Task>[] all =
            [RegisterAsync, ActivateDefaultAsync, MergeAsync, RecoverAsync, ApproveAsync, SetPasswordAsync, MergeRecoveredAsync, RenameAsync, PartAsync, StartBulkAsync, EndBulkAsync];
        while (done < Math.Min(acts, all.Length))
        {
            await all[done](door);
            done++;
        }
    }

    private async Task RegisterAsync(Door door)
    {
        await PutAsync(door, "277", Sinar("277"), Company(0, packages: 40, "277", DefaultPassword));
        await PutAsync(door, "12", Sinar("12"), Company(0, packages: 3, "12", Some.Password));
        await PutAsync(door, "300", Sinar("300"), Company(0, packages: 2, "300", Some.Password));
        await PutAsync(door, "12", Maju, Company(1, packages: 5, "maju-12", Some.Password));
        await PutAsync(door, "300", Maju, Company(2, packages: 5, "maju-300", Some.Password));
    }

    private Task ActivateDefaultAsync(Door door) => ReachAsync(door, "277", Sinar("277"), "active");

    private async Task MergeAsync(Door door) => parted = await MergeAsync(door, "12", DefaultPassword);

    private async Task<string> MergeAsync(Door door, string site, string password)
    {
        var opened = await door.SiteAsync(site, HttpMethod.Post, "activations", new { userId = Sinar(site) });
        await ReachAsync(door, site, Sinar(site), "active", async () =>
        {
            var proven = await door.SiteAsync(site, HttpMethod.Post, $"activations/{Sinar(site)}/default-password", new { password });
            // Proven before, and the case goes on by itself.
            if (proven.Refusal is not (null or "password-not-awaited"))
                proven.Done();
        });
        return opened.CaseId();
    }

    private async Task RecoverAsync(Door door)
    {
        var opened = await door.SiteAsync("300", HttpMethod.Post, "activations", new { userId = Sinar("300") });
        waiting = opened.CaseId();
        await ReachAsync(door, "300", Sinar("300"), "awaitDefaultPassword");
        recovery = (await door.StaffAsync("sari", HttpMethod.Post, $"cases/{waiting}/recovery", new { evidence = Evidence, reason = Reason })).Done()["recoveryId"];
    }

    private async Task ApproveAsync(Door door)
    {
        var decided = await door.StaffAsync("vera", HttpMethod.Post, $"recoveries/{recovery}/approve", new { reason = Reason });
        if (decided.Refusal is not null)
            Assert.Equal("approved", await RecoveryStateAsync(door));
    }

    // The code is shown once: whoever did not see it asks for another.
    private async Task SetPasswordAsync(Door door)
    {
        if (await RecoveryStateAsync(door) == "completed")
            return;
        var link = "";
        await Eventually.TrueAsync(() => (link = Mails.ReadFolder(dataFolder).Where(mail => mail.To.Contains(Mark, StringComparison.Ordinal)).Select(mail => Link().Match(mail.Text).Value)
            .FirstOrDefault(found => found.Length > 0) ?? "").Length > 0, cancel: Cancel);
        var code = (await door.StaffAsync("sari", HttpMethod.Post, $"recoveries/{recovery}/code")).Done()["oneTimeCode"];
        Assert.Equal(HttpStatusCode.OK, (await door.FormAsync(link, ("code", code), ("password", NewPassword), ("again", NewPassword))).Status);
    }

    private async Task MergeRecoveredAsync(Door door) => await MergeAsync(door, "300", NewPassword);

    private async Task RenameAsync(Door door)
    {
        (await door.SiteAsync("12", HttpMethod.Post, "activations", new { userId = Maju })).Done();
        await ReachAsync(door, "12", Maju, "active", async () =>
            await door.SiteAsync("12", HttpMethod.Put, $"accounts/{Maju}/user-id", new { newUserId = $"{Maju}-baru", password = Some.Password }));
    }

    private async Task PartAsync(Door door) => (await door.StaffAsync("vera", HttpMethod.Post, $"cases/{parted}/undo", new { verdict = "branch", reason = Reason })).Done();

    private async Task StartBulkAsync(Door door)
    {
        // Started before, unless the run is that of an earlier round, or was lost before its cases were noted down: whoever finds it so starts again.
        var runs = (await door.StaffAsync("sari", HttpMethod.Get, "bulk-runs")).Done().Json.GetProperty("runs").EnumerateArray()
            .Where(run => run.GetProperty("state").GetString() is not ("preparing" or "failed")).Select(run => run.GetProperty("id").GetString()!).ToList();
        bulkRun = runs.Find(run => !people.BulkRuns.Contains(run)) ?? "";
        if (bulkRun.Length == 0)
        {
            var (filter, act) = (new { q = Sinar("300") }, new { act = "note", text = $"Catatan {Mark}" });
            var digest = (await door.StaffAsync("sari", HttpMethod.Post, "bulk-runs/preview", new { filter, act })).Done()["digest"];
            bulkRun = (await door.StaffAsync("sari", HttpMethod.Post, "bulk-runs", new { filter, act, digest })).Done()["run"];
        }
        people.BulkRuns.Add(bulkRun);
    }

    private async Task EndBulkAsync(Door door) => await Eventually.TrueAsync(async () =>
        (await door.StaffAsync("sari", HttpMethod.Get, $"bulk-runs/{bulkRun}")).Done().Json.GetProperty("run").GetProperty("state").GetString() == "done", cancel: Cancel);

    private async Task<string> RecoveryStateAsync(Door door) => (await door.StaffAsync("sari", HttpMethod.Get, $"recoveries/{recovery}")).Done()["state"];

    // Opens the activation and waits until it stands there. Meanwhile it does what the case waits for, once it waits.
    private static async Task ReachAsync(Door door, string site, string userId, string state, Func<Task>? act = null)
    {
        var stands = (await door.SiteAsync(site, HttpMethod.Post, "activations", new { userId })).State();
        await Eventually.TrueAsync(async () =>
        {
            if (stands != state && stands != "running" && act is not null)
                await act();
            return (stands = (await door.SiteAsync(site, HttpMethod.Get, $"activations/{userId}")).State()) == state;
        }, otherwise: () => $"{userId} at {site} stands at {stands}, not at {state}.", cancel: Cancel);
    }

    private static async Task PutAsync(Door door, string site, string userId, Account account) => (await door.RegisterAsync(site, userId, account)).Done();

    private string Sinar(string site) => $"sinar-{Mark}-{site}";

    private string Maju => $"maju-{Mark}";

    private Account Company(int kind, int packages, string mailbox, string password) => Some.Account(
        name: $"PT {Words[kind]} {Mark}", npwp: Npwp(number * 3 + kind), address: $"Jl. {Words[kind]} No. {number + 1}", email: $"{mailbox}@{Mark}.example", password: password, packages: packages) with
    {
        Phone = $"0741-{200000 + number * 10 + kind}",
    };

    private static readonly string[] Words = ["Sinar Kencana", "Bumi Perkasa", "Cahaya Timur"];

    // Nine digits that pass Luhn's check, as those of a taxpayer do.
    private static string Npwp(int taxpayer)
    {
        var digits = $"{10_000_000 + taxpayer:00000000}";
        var sum = digits.Select((digit, i) => (digit - '0') * (i % 2 == 0 ? 1 : 2)).Sum(value => value > 9 ? value - 9 : value);
        var all = $"{digits}{(10 - sum % 10) % 10}";
        return $"{all[..2]}.{all[2..5]}.{all[5..8]}.{all[8]}-331.000";
    }

    [GeneratedRegex("/recovery/[0-9a-f]{32}")]
    private static partial Regex Link();
}
