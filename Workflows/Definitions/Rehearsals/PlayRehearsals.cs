using BackOffice.Workflows.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.Definitions.Rehearsals;

/// <summary>Plays the rehearsals that are due, one after the other. What a process that died has left is played anew; after three attempts it has failed.</summary>
public sealed class PlayRehearsals(Database database, IScenarioStage stage, ILogger<PlayRehearsals> logger)
{
    private const int MostAttempts = 3;

    /// <summary>Plays until none is due.</summary>
    /// <returns>How many were ended.</returns>
    public async Task<int> HandleAsync(CancellationToken ct)
    {
        for (var ended = 0; ; ended++)
        {
            // Whoever has the duty is alone with it: one that says it runs was left by a process that died.
            var next = await database.ReadAsync((db, token) => db.DefinitionRehearsals.Where(one => one.State == RehearsalState.Due || one.State == RehearsalState.Running)
                .OrderBy(one => one.AskedAt).Select(one => (Guid?)one.Id).FirstOrDefaultAsync(token), ct);
            if (next is not { } id)
                return ended;
            if (await BeginAsync(id, ct) is { } json)
                await PlayAsync(id, json, ct);
        }
    }

    // Null when there is nothing to play: its draft has another text by now, or it was tried too often.
    private Task<string?> BeginAsync(Guid id, CancellationToken ct) => database.InTransactionAsync(async (transaction, token) =>
    {
        var rehearsal = await transaction.Db.DefinitionRehearsals.SingleAsync(one => one.Id == id, token);
        var json = await transaction.Db.DefinitionDrafts.Where(draft => draft.Id == rehearsal.DraftId && draft.Digest == rehearsal.Digest).Select(draft => draft.Json).SingleOrDefaultAsync(token);
        if (json is null || rehearsal.Attempts >= MostAttempts)
        {
            (rehearsal.State, rehearsal.FinishedAt) = (RehearsalState.Failed, database.Now);
            return null;
        }
        (rehearsal.State, rehearsal.Attempts) = (RehearsalState.Running, rehearsal.Attempts + 1);
        return json;
    }, ct);

    private async Task PlayAsync(Guid id, string json, CancellationToken ct)
    {
        IReadOnlyList<RehearsedScenario>? scenarios = null;
        try
        {
            scenarios = await stage.PlayAsync(json, ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            logger.LogError("The rehearsal {Rehearsal} could not be played: {Failure}\n{Trace}", id, e.GetType().Name, e.StackTrace);
        }
        await database.InTransactionAsync(async (transaction, token) =>
        {
            if (await transaction.Db.DefinitionRehearsals.SingleOrDefaultAsync(one => one.Id == id, token) is not { } rehearsal)
                return;
            (rehearsal.State, rehearsal.FinishedAt) = (scenarios is null ? RehearsalState.Failed : RehearsalState.Done, database.Now);
            rehearsal.Scenarios = scenarios is null ? null : RehearsedScenario.Write(scenarios);
        }, ct);
    }
}

/// <summary>Plays rehearsals, one Host at a time: right after somebody asked, and every so often for what a Host that died has left.</summary>
internal sealed class RehearsalWorker(PlayRehearsals play, Leadership leadership, RehearsalNudge nudge, IOptions<DefinitionOptions> options, TimeProvider clock, ILogger<RehearsalWorker> logger)
    : DutyWorker(nudge, options.Value.LookEvery, clock, logger)
{
    /// <inheritdoc />
    protected override Task RoundAsync(CancellationToken ct) => leadership.TryAsync("workflow-rehearsals", token => play.HandleAsync(token), ct);
}
