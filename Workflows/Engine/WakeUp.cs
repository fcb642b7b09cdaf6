using BackOffice.Workflows.Data;

namespace BackOffice.Workflows.Engine;

/// <summary>Wakes the sweeper before its time.</summary>
public sealed class WakeUp : Nudge;
