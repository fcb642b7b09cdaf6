namespace BackOffice.Workflows.IdentityEdits;

/// <summary>What this room answers when it says no.</summary>
internal static class IdentityReviewRefusals
{
    public static Refusal ReviewUnknown { get; } = new("identity-review-unknown", new("Peninjauan identitas ini tidak dikenal.", "This identity review is not known."));

    public static Refusal ReviewClosed { get; } = new("identity-review-closed", new("Peninjauan identitas ini sudah selesai.", "This identity review is over."));

    public static Refusal ReviewDue { get; } = new("identity-review-due", new(
        "Identitas ini baru saja berubah dan sedang dibandingkan lagi. Coba lagi sebentar lagi.", "This identity changed just now and is being compared again. Try again in a moment."));
}
