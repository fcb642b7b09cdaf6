using BackOffice.Workflows.Activation;

namespace BackOffice.Workflows.Reports;

/// <summary>How far a case is that stands in a state.</summary>
internal static class CaseProgressOf
{
    public static CaseProgress State(CaseState state, DateTimeOffset? postponedUntil, DateTimeOffset asOf) => state switch
    {
        CaseState.Active => CaseProgress.Active,
        CaseState.Refused or CaseState.Cancelled => CaseProgress.Closed,
        _ when postponedUntil > asOf => CaseProgress.Postponed,
        CaseState.Running => CaseProgress.Running,
        _ => CaseProgress.Waiting,
    };
}
