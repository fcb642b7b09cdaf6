using System.Net;
using BackOffice.Fixtures;
using BackOffice.Host.Tests.Clauses;
using BackOffice.Host.Tests.Kills;
using BackOffice.Workflows.Data;

namespace BackOffice.Host.Tests.Faults;

/// <summary>The disk below the database fails for a while (EIO at every write and sync, put there by strace): callers are told, readiness says it, nothing is lost, and work goes on afterwards.</summary>
public sealed class BrokenDiskTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Disk_that_fails_is_told_and_the_same_calls_go_through_afterwards()
    {
        await using var ground = await Ground.MakeAsync(DatabaseProvider.Sqlite);
        var (host, door) = await ground.StartAsync();
        await using var _ = host;
        using var __ = door;
        (await door!.RegisterAsync("12", "bumi", Some.OtherCompany)).Done();

        await using (await FailingCalls.AttachAsync(host.Id, "pwrite64,fdatasync,fsync", "EIO"))
        {
            await Eventually.TrueAsync(async () => (await door.SiteAsync("12", HttpMethod.Post, "activations", new { userId = "bumi" })).Refusal == "storage-failed", cancel: Cancel);
            var refused = (await door.SiteAsync("12", HttpMethod.Post, "activations", new { userId = "bumi" })).RefusedAs(HttpStatusCode.ServiceUnavailable, "storage-failed");
            Assert.Equal("5", refused.Headers["Retry-After"]);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await door.ReadyAsync());
            Assert.False(host.HasExited);
        }

        await Eventually.TrueAsync(async () => await door.ReadyAsync() == HttpStatusCode.OK, cancel: Cancel);
        await Eventually.TrueAsync(async () => await door.SiteAsync("12", HttpMethod.Post, "activations", new { userId = "bumi" }) is { Refusal: null } reply && reply.State() == "active", cancel: Cancel);
        var findings = await ground.LookAsync(async services =>
        {
            await RoundEnd.SettledAsync(services, () => !host.HasExited);
            return await Ground.FindingsAsync(services);
        });
        Assert.Empty(findings);
    }
}
