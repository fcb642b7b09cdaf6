using BackOffice.Workflows.Data;

namespace BackOffice.Workflows.Notices;

/// <summary>Wakes the mail worker before its time.</summary>
public sealed class OutboxNudge : Nudge;
