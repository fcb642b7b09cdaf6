using BackOffice.Workflows.Data;

namespace BackOffice.Workflows.Reports;

/// <summary>Wakes the report worker of this process before its time.</summary>
public sealed class ReportNudge : Nudge;
