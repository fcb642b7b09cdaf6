using BackOffice.Workflows.Data;

namespace BackOffice.Workflows.Reports;

/// <summary>Wakes the report worker before its time.</summary>
public sealed class ReportNudge : Nudge;
