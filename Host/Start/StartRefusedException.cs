namespace BackOffice.Host.Start;

/// <summary>The Host must not start, for a reason that a person can mend: the message is that reason.</summary>
internal sealed class StartRefusedException(string reason) : Exception(reason);
