namespace BackOffice.Workflows.Data;

/// <summary>
/// Told of each durable point, just before and just after it: each commit of <see cref="Database"/>, and each effect outside the database that a later commit tells of (a mail that went out, a
/// file that was written, a password that was checked). A point is named after what makes it: <c>SendDueNotices.Mark</c> is the commit of that method, <c>step:BackOffice.Activate</c> that of a
/// step, <c>SendDueNotices:mail</c> the mail itself. Nobody is told unless one is registered: it is a place to fail on purpose.
/// </summary>
public interface IDurablePoints
{
    /// <summary>A transaction is about to begin and holds nothing yet: it waits for this. Once for each attempt.</summary>
    ValueTask BeginningAsync(string point) => default;

    /// <summary>Everything is ready and nothing is durable. An exception here is an effect that failed.</summary>
    void Before(string point);

    /// <summary>It is durable and nobody knows of it yet.</summary>
    void After(string point);
}
