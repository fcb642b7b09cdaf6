using BackOffice.Workflows.Data;

namespace BackOffice.Workflows.Engine;

/// <summary>
/// Writes signals into the transaction of what they tell of, so that a verdict and the signal of it commit together. The sweeper takes them up right after the commit;
/// a caller that wants to see the case go on within its request calls <see cref="IWorkflowEngine.AdvanceAsync"/> afterwards.
/// </summary>
public sealed class SignalInbox(BackOfficeDb db, TimeProvider clock, AfterCommit afterCommit, WakeUp wakeUp)
{
    /// <summary>
    /// The signal that a case was ended from outside, written together with its end. Every instance that stands waits for it, and ends without running anything further: whoever ended the case may die
    /// before it can say so to the engine.
    /// </summary>
    public const string CaseEnded = "case-ended";

    /// <summary>Tells the case that something happened.</summary>
    /// <param name="case">The case that is told.</param>
    /// <param name="signal">The signal's name, without <c>|</c>.</param>
    /// <param name="reference">An id to look up, never a value or secret; null when there is none. Equal signals that lie unread together are one passage.</param>
    public void Post(CaseId @case, string signal, string? reference = null)
    {
        db.Inbox.Add(new() { CaseId = @case, Name = signal, Reference = reference, ReceivedAt = clock.GetUtcNow() });
        afterCommit.Add(wakeUp.Now);
    }
}
