using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using BackOffice.Fixtures;
using BackOffice.Host.Tests.Clauses;
using BackOffice.Host.Tests.CommandLine;
using BackOffice.Workflows.Data;

namespace BackOffice.Host.Tests.Desk;

/// <summary>
/// An act on many cases, the Host killed (SIGKILL) at each commit of it: after the restart each case has one result, and what was done to it was done once. Where the run was lost
/// before its cases were noted down, its starter finds it so and starts again.
/// </summary>
public sealed class BulkKillTests
{
    private const int Cases = 2;

    // A start and a sign-in have commits of their own, and a worker now and then: nothing of the run is there before these.
    private const int FirstCommit = 12;

    private const string Password = "Panjang dan mudah diingat";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Killed_at_any_commit_each_case_ends_with_one_result_and_one_effect(DatabaseProvider database)
    {
        using var folder = new TemporaryFolder();
        var settings = await SettingsAsync(database);
        await PrepareAsync(folder, settings);
        var (kills, preparing, survived) = (0, 0, false);
        for (var commit = FirstCommit; !survived; commit++)
        {
            Assert.True(commit <= 60, "The run has more commits than this test can mean.");
            var text = $"Catatan nomor {commit} dari kantor pusat.";
            survived = await KilledAsync(folder, settings, $"{commit}-", text);
            kills += survived ? 0 : 1;
            preparing += await FinishAsync(folder, settings, text) ? 1 : 0;
        }
        TestContext.Current.TestOutputHelper!.WriteLine($"Killed {kills} times, {preparing} of them while the run was prepared.");
        // Of the run itself: that it is there, its cases, that it is due, that it runs, each case, its end.
        Assert.True(kills >= 3 + Cases && preparing >= 1, $"Only {kills} commits were met, {preparing} of them while the run was prepared.");
    }

    // False: it died on the way.
    private static async Task<bool> KilledAsync(TemporaryFolder folder, Dictionary<string, string?> settings, string killAt, string text)
    {
        var victim = HostProcess.Launch(BackOfficeProcess.Dll, folder.File("data"), new Dictionary<string, string?>(settings) { ["KILL_AT"] = killAt });
        await using (victim)
        {
            try
            {
                using var sari = await SignInAsync(await victim.ListeningAsync(Cancel));
                await StartAsync(sari, text);
                await EndedAsync(sari, text, () =>
                {
                    if (victim.HasExited)
                        throw new InvalidOperationException("The Host is gone.");
                });
                await victim.StopAsync(Cancel);
                return true;
            }
            catch (Exception e) when (e is InvalidOperationException or HttpRequestException or IOException)
            {
                Assert.Equal(128 + 9, await victim.WaitForExitAsync(Cancel));
                return false;
            }
        }
    }

    // True: it died before the cases were noted down.
    private static async Task<bool> FinishAsync(TemporaryFolder folder, Dictionary<string, string?> settings, string text)
    {
        var (host, address) = await HostProcess.StartAsync(BackOfficeProcess.Dll, folder.File("data"), settings, Cancel);
        await using (host)
        {
            using var sari = await SignInAsync(address);
            // What a person sees in the list of runs: one that was prepared goes on by itself.
            var states = (await RunsAsync(sari, text)).Select(run => run.GetProperty("state").GetString()).ToList();
            if (states.TrueForAll(state => state == "preparing"))
                await StartAsync(sari, text);
            var run = await EndedAsync(sari, text, () => { });

            var read = await GetAsync(sari, $"bulk-runs/{run}");
            Assert.Equal(Enumerable.Repeat((text, "done"), Cases), read.GetProperty("items").Texts("state").Select(state => (text, state)));
            foreach (var @case in read.GetProperty("items").Texts("caseId"))
                Assert.Equal((text, 1), (text, (await GetAsync(sari, $"cases/{@case}")).GetProperty("timeline").EnumerateArray().Count(entry => entry.GetProperty("detail").GetString() == text)));
            await host.StopAsync(Cancel);
            return states.Contains("preparing");
        }
    }

    private static async Task StartAsync(HttpClient sari, string text)
    {
        var (filter, act) = (new { }, new { act = "note", text });
        var digest = (await PostAsync(sari, "bulk-runs/preview", new { filter, act })).GetProperty("digest").GetString();
        await PostAsync(sari, "bulk-runs", new { filter, act, digest });
    }

    private static async Task<IReadOnlyList<JsonElement>> RunsAsync(HttpClient sari, string text) =>
        [.. (await GetAsync(sari, "bulk-runs")).GetProperty("runs").EnumerateArray().Where(run => run.GetProperty("act").GetProperty("text").GetString() == text)];

    private static async Task<string> EndedAsync(HttpClient sari, string text, Action check)
    {
        string? ended = null;
        await Eventually.TrueAsync(async () =>
        {
            check();
            ended = (await RunsAsync(sari, text)).FirstOrDefault(run => run.GetProperty("state").GetString() == "done") is { ValueKind: JsonValueKind.Object } run ? run.GetProperty("id").GetString() : null;
            return ended is not null;
        }, otherwise: () => "The run came to no end.", cancel: Cancel);
        return ended!;
    }

    private static async Task<Dictionary<string, string?>> SettingsAsync(DatabaseProvider database)
    {
        var settings = new Dictionary<string, string?> { ["Database__Provider"] = database.ToString(), ["Staff__SessionsPerPerson"] = "100" };
        if (database == DatabaseProvider.PostgreSql)
        {
            var cluster = await TestContext.Current.GetFixture<PostgresCluster>() ?? throw new InvalidOperationException("The assembly has no PostgresCluster.");
            settings["Database__ConnectionString"] = await cluster.NewDatabaseAsync();
        }
        return settings;
    }

    // Cases of companies that have to mend their province, and sari with a password of her own.
    private static async Task PrepareAsync(TemporaryFolder folder, Dictionary<string, string?> settings)
    {
        await File.WriteAllTextAsync(folder.File("sites.csv"), "code,name,url,spse_version,stage,aggregated_on\n277,LPSE Jambi,https://lpse-277.example,4.5,aggregated,2026-01-05\n", Cancel);
        await File.WriteAllTextAsync(folder.File("accounts.csv"), string.Join('\n', Enumerable.Range(0, Cases)
            .Select(i => $"277,penyedia{i},{Some.Account().PasswordHash},PT Penyedia {i},,,Jl. Merdeka No. {i},Kota Jambi,,36122,,kantor@penyedia{i}.example,1,2020-01-01,true")
            .Prepend("lpse_code,user_id,password_hash,company_name,npwp,nitku,address,regency,province,postal_code,phone,email,package_count,registered_on,verified")) + "\n", Cancel);
        (await RunAsync("import", "--sites", folder.File("sites.csv"), "--accounts", folder.File("accounts.csv"))).Succeeded();
        var secret = JsonDocument.Parse((await RunAsync("site-secret", "277", "--json")).Succeeded().Output).RootElement;
        var added = JsonDocument.Parse((await RunAsync("staff", "add", "sari", "--role", "helpdesk", "--json")).Succeeded().Output).RootElement;
        var (host, address) = await HostProcess.StartAsync(BackOfficeProcess.Dll, folder.File("data"), settings, Cancel);
        await using (host)
        {
            using var site = new ProcessSite(address, (secret.GetProperty("clientId").GetString()!, secret.GetProperty("secret").GetString()!));
            for (var i = 0; i < Cases; i++)
                (await site.CallAsync(HttpMethod.Post, "activations", new { userId = $"penyedia{i}" })).Done();
            var oneTime = added.GetProperty("oneTimePassword").GetString()!;
            using var sari = await SignInAsync(address, oneTime);
            await PostAsync(sari, "staff/password", new { password = oneTime, newPassword = Password });
            await host.StopAsync(Cancel);
        }

        Task<CommandResult> RunAsync(params string[] arguments) => HostProcess.RunAsync(BackOfficeProcess.Dll, [.. arguments, "--data", folder.File("data")], settings, Cancel);
    }

    private static async Task<HttpClient> SignInAsync(Uri address, string password = Password)
    {
        var http = new HttpClient { BaseAddress = new(address, "/api/v1/") };
        try
        {
            var signedIn = await PostAsync(http, "staff/sign-in", new { name = "sari", password });
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", signedIn.GetProperty("accessToken").GetString());
            return http;
        }
        catch
        {
            http.Dispose();
            throw;
        }
    }

    private static async Task<JsonElement> PostAsync(HttpClient http, string path, object body) =>
        (await Reply.ReadAsync(await http.PostAsJsonAsync(path, body, Cancel), Cancel)).Done().Json;

    private static async Task<JsonElement> GetAsync(HttpClient http, string path) => (await Reply.ReadAsync(await http.GetAsync(new Uri(path, UriKind.Relative), Cancel), Cancel)).Done().Json;
}
