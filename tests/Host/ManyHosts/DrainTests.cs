using System.Collections.Concurrent;
using System.Net;
using BackOffice.Fixtures;
using BackOffice.Host.Tests.Clauses;
using BackOffice.Host.Tests.CommandLine;

namespace BackOffice.Host.Tests.ManyHosts;

/// <summary>A Host that is told to stop says so first, ends what it has in hand, and leaves nobody with half an answer.</summary>
public sealed class DrainTests(MemberAboutToActivate begun) : IClassFixture<MemberAboutToActivate>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Host_that_is_told_to_stop_is_not_ready_first_and_answers_whoever_still_calls()
    {
        using var folder = begun.Copy();
        var (host, address) = await HostProcess.StartAsync(BackOfficeProcess.Dll, folder.File("data"), new Dictionary<string, string?> { ["Http__DrainFor"] = "00:00:10" }, Cancel);
        await using var process = host;
        using var member = new ProcessSite(address, begun.Medan);
        (await member.CallAsync(HttpMethod.Post, "activations", new { userId = "sinar-medan" })).Done();
        var answers = new ConcurrentBag<HttpStatusCode>();
        using var sentElsewhere = new CancellationTokenSource();
        // Callers behind a proxy that looks at readiness: it sends nothing more once the answer is no.
        var callers = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (!sentElsewhere.IsCancellationRequested)
                answers.Add((await member.CallAsync(HttpMethod.Post, "login", new { userId = "sinar-medan", password = Some.Password })).Status);
        }, Cancel)).ToList();
        await Eventually.TrueAsync(() => answers.Count > 4, cancel: Cancel);

        await host.SignalAsync("TERM", Cancel);
        using var http = new HttpClient { BaseAddress = address };
        await Eventually.TrueAsync(async () => (await http.GetAsync(new Uri("/health/ready", UriKind.Relative), Cancel)).StatusCode == HttpStatusCode.ServiceUnavailable, cancel: Cancel);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri("/health/live", UriKind.Relative), Cancel)).StatusCode);
        var before = answers.Count;
        await Eventually.TrueAsync(() => answers.Count > before + 4, cancel: Cancel);
        await sentElsewhere.CancelAsync();
        await Task.WhenAll(callers);

        Assert.Equal(0, await host.WaitForExitAsync(Cancel));
        Assert.All(answers, status => Assert.True(status < HttpStatusCode.InternalServerError, $"{status}"));
        Assert.Empty(host.Errors);
    }

    [Fact]
    public async Task Call_in_hand_when_the_server_closes_gets_its_answer_and_the_case_is_whole()
    {
        using var folder = begun.Copy();
        var (host, address) = await HostProcess.StartAsync(BackOfficeProcess.Dll, folder.File("data"), cancel: Cancel);
        await using var process = host;
        using var member = new ProcessSite(address, begun.Medan);
        (await member.CallAsync(HttpMethod.Post, "activations", new { userId = "sinar-medan" })).Done();
        // A password takes its time; more wait for the same processor than are checked at once.
        var calls = Enumerable.Range(0, 8).Select(_ => member.CallAsync(HttpMethod.Post, "login", new { userId = "sinar-medan", password = Some.Password })).ToList();
        await Task.WhenAny(calls);

        Assert.Equal(0, await host.StopAsync(Cancel));

        // A call that never reached the server is the proxy's to send elsewhere; one that did has an answer.
        foreach (var call in calls)
            Assert.True(await AnsweredOrNeverSentAsync(call));
        var verified = await BackOfficeProcess.RunAsync(folder, "verify");
        Assert.Equal((0, ""), (verified.ExitCode, verified.Errors));
    }

    private static async Task<bool> AnsweredOrNeverSentAsync(Task<Reply> call)
    {
        try
        {
            return (await call).Status < HttpStatusCode.InternalServerError;
        }
        catch (HttpRequestException refused)
        {
            return refused.HttpRequestError == HttpRequestError.ConnectionError;
        }
    }
}
