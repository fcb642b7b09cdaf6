using BackOffice.Workflows.Activation;

namespace BackOffice.Workflows.Reports;

/// <summary>The names of states of cases, and how far each is.</summary>
internal static class CaseStateWords
{
    public static Words Of(CaseState state) => state switch
    {
        CaseState.Running => new("Berjalan", "Running"),
        CaseState.AwaitIdentity => new("Menunggu perbaikan data", "Awaiting the mended identity"),
        CaseState.AwaitUserId => new("Menunggu User ID baru", "Awaiting the new user ID"),
        CaseState.UnderReview => new("Menunggu keputusan verifikator", "Under review"),
        CaseState.AwaitDefaultPassword => new("Menunggu password User ID Default", "Awaiting the Default's password"),
        CaseState.WithHelpdesk => new("Pada helpdesk", "With the helpdesk"),
        CaseState.Active => new("Aktif", "Active"),
        CaseState.Refused => new("Ditolak", "Refused"),
        CaseState.Cancelled => new("Dibatalkan", "Cancelled"),
        _ => throw new InvalidOperationException($"Unhandled state {state}."),
    };

    public static CaseProgress Progress(CaseState state, DateTimeOffset? postponedUntil, DateTimeOffset asOf) => state switch
    {
        CaseState.Active => CaseProgress.Active,
        CaseState.Refused or CaseState.Cancelled => CaseProgress.Closed,
        _ when postponedUntil > asOf => CaseProgress.Postponed,
        CaseState.Running => CaseProgress.Running,
        _ => CaseProgress.Waiting,
    };
}
