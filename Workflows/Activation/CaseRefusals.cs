using BackOffice.Rules.Identity;

namespace BackOffice.Workflows.Activation;

/// <summary>What the activation room answers when it says no.</summary>
public static class CaseRefusals
{
    /// <summary>There is no such site.</summary>
    public static Refusal SiteUnknown(SiteCode site) =>
        new("site-unknown", new($"LPSE {site} tidak dikenal.", $"LPSE {site} is not known."));

    /// <summary>The site has not joined, so nothing goes in or out (4.c).</summary>
    public static Refusal SiteNotAggregated(SiteCode site) => new("site-not-aggregated", new(
        $"LPSE {site} belum bergabung dalam Agregasi Inaproc; akun di sana hanya berlaku di LPSE itu.",
        $"LPSE {site} has not joined Agregasi Inaproc; an account there is valid at that LPSE only."));

    /// <summary>The site has no such account.</summary>
    public static Refusal AccountUnknown { get; } = new("account-unknown", new(
        "User ID ini tidak terdaftar di LPSE ini. Aktivasi dilakukan di LPSE tempat Anda mendaftar.",
        "This user ID is not registered at this LPSE. Activation is done at the LPSE where you registered."));

    /// <summary>The account is registered at another site (2.a).</summary>
    public static Refusal NotRegisteredHere { get; } = new("not-registered-here", new(
        "User ID ini terdaftar di LPSE lain. Aktivasi hanya dapat dilakukan di LPSE tempat Anda mendaftar.",
        "This user ID is registered at another LPSE. Activation can be done only at the LPSE where you registered."));

    /// <summary>Staff locked the account or its provider.</summary>
    public static Refusal Locked { get; } = new("account-locked", new(
        "Akun ini sedang dikunci. Hubungi helpdesk LPSE tempat Anda mendaftar.",
        "This account is locked. Contact the helpdesk of the LPSE where you registered."));

    /// <summary>No activation was ever asked for.</summary>
    public static Refusal NoCase { get; } = new("no-activation", new(
        "Belum ada permohonan aktivasi untuk User ID ini.", "No activation has been asked for this user ID yet."));

    /// <summary>The case is over.</summary>
    public static Refusal CaseClosed { get; } = new("case-closed", new("Aktivasi ini sudah selesai.", "This activation is over."));

    /// <summary>The case has no such finding (any more: each detection makes them anew).</summary>
    public static Refusal PairUnknown { get; } = new("pair-unknown", new(
        "Pasangan akun ini tidak ada dalam kasus tersebut; muat ulang kasusnya.", "This pair of accounts is not part of the case; load the case again."));

    /// <summary>There is no such case.</summary>
    public static Refusal CaseUnknown { get; } = new("case-unknown", new("Kasus ini tidak dikenal.", "This case is not known."));
}
