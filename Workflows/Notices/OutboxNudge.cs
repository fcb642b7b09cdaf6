using BackOffice.Workflows.Data;

namespace BackOffice.Workflows.Notices;

/// <summary>Wakes the mail worker of this process before its time.</summary>
public sealed class OutboxNudge : Nudge;
