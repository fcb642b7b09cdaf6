using System.Net;
using BackOffice.Fixtures;
using BackOffice.Workflows.Data;

namespace BackOffice.Host.Tests.Policies;

/// <summary>In Production the file on disk is one more author: what it brings is approved by a person, and a stale one rolls nothing back.</summary>
public sealed class FileProposalTests
{
    [Theory, OnBothDatabases]
    public async Task Changed_file_waits_for_an_approver_and_a_stale_one_changes_nothing(DatabaseProvider database)
    {
        using var folder = new TemporaryFolder();
        await WriteAsync(folder, "rules.json", PolicyWork.Rules);
        await WriteAsync(folder, "rules.tests.json", PolicyWork.Tests);
        await using var host = await RunningHost.StartAsync(database, ("Policies:File", folder.File("rules.json")));
        var (owner, approver) = await host.PolicyStaffAsync();

        await WriteAsync(folder, "rules.json", PolicyWork.Reworded("By file"));
        await FileIsAsync(host, approver, "proposed");
        var draft = (await approver.CallAsync(HttpMethod.Get, "policies/drafts?state=submitted")).Done().Json.GetProperty("drafts")[0];
        Assert.Equal("file", draft.GetProperty("author").GetString());
        Assert.Equal(1, await owner.InForceAsync());

        var id = draft.GetProperty("id").GetString()!;
        await approver.PreviewAsync(id);
        (await approver.ApproveAsync(id)).Done();
        Assert.Equal(2, await owner.InForceAsync());
        await WriteAsync(folder, "rules.json", PolicyWork.Rules);
        await FileIsAsync(host, approver, "stale");
        Assert.Equal(2, await owner.InForceAsync());

        await WriteAsync(folder, "rules.json", PolicyWork.With("roaming.OpenClashes == 0", "roaming.OpenClashes <= 1"));
        await FileIsAsync(host, approver, "broken");
        await Eventually.TrueAsync(async () =>
        {
            // The next look, at which it still is.
            host.Clock.Advance(TimeSpan.FromSeconds(5));
            return (await owner.PoliciesAsync()).Json.GetProperty("alarms").GetArrayLength() == 1;
        }, cancel: TestContext.Current.CancellationToken);
        Assert.Contains("RoamingEligibility/NoOpenClash", (await owner.PoliciesAsync()).Json.GetProperty("alarms")[0].GetProperty("problems")[0].GetString(), StringComparison.Ordinal);
        (await owner.CallAsync(HttpMethod.Get, "policies/versions/3")).RefusedAs(HttpStatusCode.NotFound, "rules-version-unknown");
    }

    private static Task FileIsAsync(RunningHost host, StaffClient staff, string state) => Eventually.TrueAsync(async () =>
    {
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        return (await staff.PoliciesAsync()).Json.GetProperty("file").GetProperty("state").GetString() == state;
    }, cancel: TestContext.Current.CancellationToken);

    private static Task WriteAsync(TemporaryFolder folder, string file, string text) => File.WriteAllTextAsync(folder.File(file), text, TestContext.Current.CancellationToken);
}
