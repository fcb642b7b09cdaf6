using System.Runtime.CompilerServices;
using BackOffice.Fixtures;
using BackOffice.Workflows.Data;

namespace BackOffice.Host.Tests.Http;

/// <summary>What is left of a Host that was stopped: whoever starts many in one process, a rehearsal or a test run, pays for each that stays.</summary>
public sealed class StoppedHostTests
{
    [Fact]
    public async Task Stopped_Host_leaves_memory()
    {
        List<WeakReference> stopped = [];
        for (var i = 0; i < 4; i++)
            stopped.Add(await RunAsync());

        // Which thread last had which Host in its hands is nobody's to say; the last of them may be there still.
        await Eventually.TrueAsync(() =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return stopped.Count(one => one.IsAlive) <= 1;
        }, otherwise: () => $"{stopped.Count(one => one.IsAlive)} of {stopped.Count} stopped Hosts are in memory still.", cancel: TestContext.Current.CancellationToken);
    }

    // A method of its own, so that no local variable of the test keeps what it looks for.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> RunAsync()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        await (await host.AddSiteAsync("277")).TokenAsync();
        return new(host.Database);
    }
}
