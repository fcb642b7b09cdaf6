using BackOffice.Workflows.Data;

namespace BackOffice.Workflows.Engine;

/// <summary>One instance on its way from one rest to the next: it moves in memory, and its row and journal are written once, at the end of the transaction that all its steps share.</summary>
/// <param name="instance">The instance, locked and not tracked.</param>
/// <param name="versionBefore">The version of its row; null while there is none.</param>
internal sealed class Way(WorkflowInstance instance, int? versionBefore)
{
    private readonly List<JournalEntry> passed = [];

    /// <summary>The instance as it stands now.</summary>
    public WorkflowInstance Instance => instance;

    /// <summary>Whether its first step is still to come.</summary>
    public bool IsNew => versionBefore is null && passed.Count == 0;

    /// <summary>Keeps for the journal that the present step was passed.</summary>
    public void Note(string step, Entry entry, string outcome, DateTimeOffset now) => passed.Add(instance.Passage(step, entry, outcome, now));

    /// <summary>Writes what came of it; nothing where nothing did.</summary>
    public void WriteTo(BackOfficeDb db)
    {
        if (versionBefore is not { } version)
            db.Instances.Add(instance);
        else if (instance.Version != version)
            db.Instances.Update(instance).Property(one => one.Version).OriginalValue = version;
        db.Journal.AddRange(passed);
    }
}
