using BackOffice.Workflows.Data;
using BackOffice.Workflows.Policies;
using BackOffice.Workflows.SignIn;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BackOffice.Host.Start;

/// <summary>What every verb that touches the database does first.</summary>
internal sealed class Preparation(
    IEnumerable<IStartupValidator> settings, Database database, KeyRing keys, RuleBook rules, IOptions<RulesOptions> rulesFile, OpenStaffDoor staffDoor, ILogger<Preparation> log)
{
    public async Task RunAsync(CancellationToken ct)
    {
        foreach (var validator in settings)
            validator.Validate();
        await database.ReadAsync(async (db, token) =>
        {
            await db.Database.MigrateAsync(token);
            return true;
        }, ct);
        if (await keys.OpenAsync(ct) is { } refusal)
            throw new StartRefusedException(refusal.Sentence.English);
        await OpenRulesAsync(ct);
        await staffDoor.SeedRolesAsync(ct);
    }

    private async Task OpenRulesAsync(CancellationToken ct)
    {
        var problems = await rules.OpenAsync(ct);
        foreach (var problem in problems)
            log.LogError("{File} line {Line}, column {Column}, rule {Rule}: {Problem}",
                rulesFile.Value.File, problem.Position.Line, problem.Position.Column, problem.Rule ?? "-", problem.Sentence.English);
        if (!rules.IsOpen)
            throw new StartRefusedException($"{rulesFile.Value.File} holds no rule set that can be taken, and the database knows no earlier one: {problems[0].Sentence.English}");
    }
}
