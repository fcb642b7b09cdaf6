using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace BackOffice.Workflows.Data;

/// <summary>What a context knows already. It asks no row whether it has changed: Entity Framework otherwise compares all of them for each such question.</summary>
internal static class TrackedRows
{
    /// <summary>Each row that the context knows, whatever it is.</summary>
    public static IEnumerable<EntityEntry> Tracked(this BackOfficeDb db) => WithoutComparing(db.ChangeTracker, static tracker => tracker.Entries());

    /// <summary>Each row of one kind.</summary>
    public static IEnumerable<EntityEntry<T>> Tracked<T>(this BackOfficeDb db) where T : class => WithoutComparing(db.ChangeTracker, static tracker => tracker.Entries<T>());

    private static T WithoutComparing<T>(ChangeTracker tracker, Func<ChangeTracker, T> read)
    {
        var compares = tracker.AutoDetectChangesEnabled;
        tracker.AutoDetectChangesEnabled = false;
        try
        {
            return read(tracker);
        }
        finally
        {
            tracker.AutoDetectChangesEnabled = compares;
        }
    }
}
