namespace BackOffice.Workflows.Engine;

/// <summary>
/// The case was ended from outside: the account was closed, its site left, staff cancelled it. The engine then cancels the instance instead of parking it. Between the commit that ends a case and
/// the call that cancels its instance a signal may still reach a step, or the process may die (<see cref="SignalInbox.CaseEnded"/>).
/// </summary>
public sealed class CaseEndedException() : Exception("The case has ended; no step of it runs any more.");
