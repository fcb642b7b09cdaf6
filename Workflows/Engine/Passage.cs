namespace BackOffice.Workflows.Engine;

/// <summary>One run of one step, as it was chosen with the instance locked. It outlives the transaction, so it holds values only.</summary>
/// <param name="Instance">The instance.</param>
/// <param name="Case">Its case.</param>
/// <param name="DefinitionVersion">The definition version it runs on.</param>
/// <param name="Node">Where it stands.</param>
/// <param name="Version">The version of its row; null when the transaction of the run was also to bring it into being.</param>
/// <param name="Entry">Why the step runs.</param>
/// <param name="Signal">The signal that it gets.</param>
internal sealed record Passage(InstanceId Instance, CaseId Case, string DefinitionVersion, string Node, int? Version, Entry Entry, InboxSignal? Signal)
{
    /// <summary>
    /// What there is to do for an instance, if anything: one thing at a time, and a signal before a due date, since the step can see for itself that it is late.
    /// </summary>
    public static Passage? Choose(WorkflowInstance instance, bool isNew, IReadOnlyList<InboxSignal> unread, bool retry, DateTimeOffset now)
    {
        var end = unread.FirstOrDefault(one => one.Name == SignalInbox.CaseEnded);
        var signal = end ?? unread.FirstOrDefault(instance.WaitsFor);
        var isDue = instance.Due <= now;
        Entry? entry = instance.Status switch
        {
            InstanceStatus.Waiting or InstanceStatus.Parked when end is not null => Entry.Signal,
            InstanceStatus.Running => Entry.First,
            InstanceStatus.Waiting when signal is not null => Entry.Signal,
            InstanceStatus.Waiting when isDue => Entry.Due,
            InstanceStatus.Parked when !retry && !isDue => null,
            InstanceStatus.Parked when instance.Entry == Entry.First => Entry.First,
            InstanceStatus.Parked => signal is not null ? Entry.Signal : Entry.Due,
            _ => null,
        };
        return entry is null
            ? null
            : new(instance.Id, instance.CaseId, instance.DefinitionVersionId, instance.Node, isNew ? null : instance.Version, entry.Value, entry == Entry.Signal ? signal : null);
    }
}
