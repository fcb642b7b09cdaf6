using BackOffice.Rules;

namespace BackOffice.Workflows.Activation;

/// <summary>The names of states of cases: the same on screens and in reports.</summary>
public static class CaseStateWords
{
    /// <summary>The name of a state.</summary>
    public static Sentence Of(CaseState state) => state switch
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
}
