using BackOffice.Rules.Identity;
using BackOffice.Workflows.Data;

namespace BackOffice.Workflows.Registry.Joining;

/// <summary>Wakes the worker before its time.</summary>
public sealed class StageChangeNudge : Nudge;

/// <summary>Notes that a site's stage changed, in the transaction that changes it; what follows is done from the row.</summary>
internal static class StageChanges
{
    public static SiteStageChange Note(BackOfficeDb db, SiteCode site, StageChangeKind kind, string by, DateTimeOffset now)
    {
        var change = new SiteStageChange { Id = Guid.CreateVersion7(now), SiteCode = site, Kind = kind, By = by, StartedAt = now };
        db.SiteStageChanges.Add(change);
        return change;
    }
}
