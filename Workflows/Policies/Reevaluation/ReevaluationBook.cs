using BackOffice.Workflows.Data;

namespace BackOffice.Workflows.Policies.Reevaluation;

/// <summary>Wakes the worker before its time.</summary>
public sealed class ReevaluationNudge : Nudge;

/// <summary>Notes that the open cases have to look again, in the transaction that publishes; the work is done from the row.</summary>
internal static class ReevaluationBook
{
    public static void Note(BackOfficeDb db, RuleSetVersion version, string by, DateTimeOffset now)
    {
        // The very first version has nothing before it that a case could have been judged by.
        if (version.Number > 1)
            db.Reevaluations.Add(new() { Number = version.Number, Version = version.Version, By = by, DueAt = version.EffectiveFrom < now ? now : version.EffectiveFrom });
    }
}
