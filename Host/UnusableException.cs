namespace BackOffice.Host;

/// <summary>The Host cannot start, or a verb cannot work, for a reason that a person can mend: the message is that reason.</summary>
internal sealed class UnusableException(string reason) : Exception(reason);
