using BackOffice.Workflows.Data;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Engine;

/// <summary>How the engine gets at instances within a transaction.</summary>
internal static class InstanceRows
{
    /// <summary>The instance, locked until the transaction ends; null when there is none, or when another Host has it and <paramref name="skipLocked"/>.</summary>
    public static async Task<WorkflowInstance?> LockInstanceAsync(this BackOfficeDb db, InstanceId id, bool skipLocked, CancellationToken ct)
    {
        // On SQLite whoever is in a transaction is the only writer.
        if (!db.Database.IsNpgsql())
        {
            return await db.Compiled(static () => EF.CompileAsyncQuery((BackOfficeDb db, InstanceId id, CancellationToken _) =>
                db.Instances.FirstOrDefault(instance => instance.Id == id)))(db, id, ct);
        }
        var rows = skipLocked
            ? db.Instances.FromSql($"""SELECT * FROM "Instances" WHERE "Id" = {id.Value} FOR UPDATE SKIP LOCKED""")
            : db.Instances.FromSql($"""SELECT * FROM "Instances" WHERE "Id" = {id.Value} FOR UPDATE""");
        return (await rows.ToListAsync(ct)).FirstOrDefault();
    }

    /// <summary>The instances of a case that have not ended.</summary>
    public static Task<List<InstanceId>> StandingAsync(this BackOfficeDb db, CaseId @case, CancellationToken ct) =>
        db.Compiled(static () => EF.CompileAsyncQuery((BackOfficeDb db, CaseId @case) =>
            db.Instances.Where(instance => instance.CaseId == @case && instance.EndedAt == null).Select(instance => instance.Id)))(db, @case).ToListAsync(ct).AsTask();

    /// <summary>What lies unread in the inbox of a case, in the order of arrival.</summary>
    public static ValueTask<List<InboxSignal>> UnreadAsync(this BackOfficeDb db, CaseId @case, CancellationToken ct) =>
        db.Compiled(static () => EF.CompileAsyncQuery((BackOfficeDb db, CaseId @case) =>
            db.Inbox.Where(signal => signal.CaseId == @case && signal.ConsumedAt == null).OrderBy(signal => signal.Id).AsQueryable()))(db, @case).ToListAsync(ct);

    /// <summary>Writes down that the step of <paramref name="instance"/> was passed, or why it was not.</summary>
    public static void Note(this BackOfficeDb db, WorkflowInstance instance, string step, Entry entry, string outcome, DateTimeOffset now) =>
        db.Journal.Add(instance.Passage(step, entry, outcome, now));

    /// <summary>What the journal keeps of the present step.</summary>
    public static JournalEntry Passage(this WorkflowInstance instance, string step, Entry entry, string outcome, DateTimeOffset now) => new()
    {
        InstanceId = instance.Id,
        CaseId = instance.CaseId,
        Node = instance.Node,
        Step = step,
        Entry = entry,
        Outcome = outcome,
        At = now,
    };

    /// <summary>Whether it waits for this signal.</summary>
    public static bool WaitsFor(this WorkflowInstance instance, InboxSignal signal) => signal.Name == SignalInbox.CaseEnded || instance.Signals.Contains($"|{signal.Name}|", StringComparison.Ordinal);

    /// <summary>Whether nothing will ever move it again.</summary>
    public static bool IsOver(this WorkflowInstance instance) => instance.Status is InstanceStatus.Done or InstanceStatus.Cancelled;

    /// <summary>Leaves the present node for <paramref name="next"/>, or for the end when there is none.</summary>
    public static void Leave(this WorkflowInstance instance, string? next, DateTimeOffset now, TimeSpan stuckAfter)
    {
        instance.Node = next ?? instance.Node;
        instance.Status = next is null ? InstanceStatus.Done : InstanceStatus.Running;
        instance.EndedAt = next is null ? now : null;
        instance.Due = next is null ? null : now + stuckAfter;
        instance.Rest();
    }

    /// <summary>Stays at the present node until a signal comes or the due date passes.</summary>
    public static void Wait(this WorkflowInstance instance, StepResult.Wait wait)
    {
        instance.Status = InstanceStatus.Waiting;
        instance.Due = wait.Due;
        instance.Rest();
        instance.Signals = wait.Signals.Count == 0 ? "" : $"|{string.Join('|', wait.Signals)}|";
    }

    /// <summary>Comes to the present step anew: what it waits for is asked again.</summary>
    public static void LookAgain(this WorkflowInstance instance, DateTimeOffset now, TimeSpan stuckAfter)
    {
        instance.Status = InstanceStatus.Running;
        instance.Due = now + stuckAfter;
        instance.Rest();
    }

    /// <summary>
    /// Goes over to another version of its definition, to <paramref name="node"/>. What waited looks again, so that its signals and due date are those of the new version; a failed step stays parked
    /// as it is, for its retry or a person.
    /// </summary>
    public static void MoveTo(this WorkflowInstance instance, string version, string node, DateTimeOffset now, TimeSpan stuckAfter)
    {
        (instance.DefinitionVersionId, instance.Node) = (version, node);
        if (instance.Status == InstanceStatus.Waiting)
            instance.LookAgain(now, stuckAfter);
        else
            instance.Version++;
    }

    /// <summary>Ends it where it stands.</summary>
    public static void Cancel(this WorkflowInstance instance, DateTimeOffset now)
    {
        instance.Status = InstanceStatus.Cancelled;
        instance.EndedAt = now;
        instance.Due = null;
        instance.Rest();
    }

    /// <summary>Keeps the present step for another try.</summary>
    public static void Park(this WorkflowInstance instance, Entry entry, string failure, DateTimeOffset? due)
    {
        instance.Status = InstanceStatus.Parked;
        instance.Entry = entry;
        instance.Failure = failure;
        instance.Due = due;
        instance.Attempts++;
        instance.Version++;
    }

    private static void Rest(this WorkflowInstance instance)
    {
        instance.Entry = Entry.First;
        instance.Signals = "";
        instance.Attempts = 0;
        instance.Failure = null;
        instance.Version++;
    }
}
