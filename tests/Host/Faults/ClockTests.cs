using BackOffice.Host.Tests.Clauses;
using BackOffice.Host.Tests.Consistency;
using BackOffice.Host.Tests.Groups;
using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BackOffice.Host.Tests.Faults;

/// <summary>The clock on the wall is set back by hours: what is written then seems older than what was written before.</summary>
public sealed class ClockTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Clock_that_is_set_back_stops_nothing_and_mixes_nothing_up(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var sites = await host.CompanyAsync();
        (await sites[0].ActivateAsync()).Done();
        var first = await sites[1].MergeAsync();
        await host.SettledAsync();
        await host.AddStaffAsync("vera", StaffRoles.Verifikator);
        var by = new StaffActor("vera", new HashSet<string> { StaffRoles.Verifikator });
        var undo = host.Services.GetRequiredService<Workflows.Activation.Undo.UndoMerge>();

        host.Clock.SetBack(TimeSpan.FromHours(5));
        Assert.IsType<Workflows.Activation.Undo.UndoMerge.Answer.Undone>(await undo.HandleAsync(new(by, new(Guid.Parse(first)), Rules.Matching.VerdictAnswer.Branch, "Cabang lain."), Cancel));
        await host.ByHandAsync(async db => (await db.Verdicts.SingleAsync(Cancel)).ReopenedAt = host.Clock.GetUtcNow());
        var again = await sites[1].MergeAsync();

        // The merge that stands is the later one, whatever the clock said.
        Assert.Equal(2, await host.Database.ReadAsync((db, ct) => db.MergeRecords.CountAsync(ct), Cancel));
        Assert.IsType<Workflows.Activation.Undo.UndoMerge.Answer.Undone>(await undo.HandleAsync(new(by, new(Guid.Parse(again)), Rules.Matching.VerdictAnswer.Branch, "Cabang lain."), Cancel));
        await host.SettledAsync();
        Assert.NotNull(await host.Services.GetRequiredService<SealAudit>().HandleAsync(Cancel));
        Assert.Empty((await host.VerifyAsync()).Findings);
    }
}
