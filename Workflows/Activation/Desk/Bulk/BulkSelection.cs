using System.Security.Cryptography;
using System.Text;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Staff;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Activation.Desk.Bulk;

/// <summary>The cases that an act on many would be about, with why it cannot be done to some of them, as they stand at one moment.</summary>
/// <param name="Cases">Every selected case, in the order of the list.</param>
/// <param name="Cannot">Why not, for those to which it cannot be done.</param>
/// <param name="Digest">A digest of the act and of which cases these are, whatever their order and state.</param>
internal sealed record BulkSelection(IReadOnlyList<ActivationCase> Cases, IReadOnlyDictionary<CaseId, Refusal> Cannot, string Digest)
{
    /// <summary>Selects; null when there are more cases than one act may have.</summary>
    public static async Task<BulkSelection?> ReadAsync(
        BackOfficeDb db, StaffActor by, CaseFilter filter, BulkAct act, DeskOptions options, ILookupNormalizer normalizer, DateTimeOffset now, CancellationToken ct)
    {
        var cases = await db.Selected(by, filter, now).Sorted(filter).Take(options.LargestBulk + 1).ToListAsync(ct);
        if (cases.Count > options.LargestBulk)
            return null;
        var claims = act is BulkAct.Note
            ? []
            : await db.CaseClaims.Where(claim => claim.ExpiresAt > now && claim.Holder != by.Name).ToDictionaryAsync(claim => claim.CaseId, ct);
        var name = (act as BulkAct.Reassign)?.Owner;
        var to = name is null ? null : await CaseOwner.FindAsync(db, normalizer.NormalizeName(name), ct);
        var cannot = new Dictionary<CaseId, Refusal>();
        foreach (var @case in cases)
            if ((claims.TryGetValue(@case.Id, out var claim) ? StaffCases.Claimed(claim) : act.WhyNot(@case, options, now) ?? (name is null ? null : CaseOwner.WhyNot(to, @case.SiteCode))) is { } why)
                cannot[@case.Id] = why;
        return new(cases, cannot, DigestOf(act, cases));
    }

    private static string DigestOf(BulkAct act, IEnumerable<ActivationCase> cases)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(act.ToJson()));
        foreach (var @case in cases.OrderBy(one => one.Id.Value))
            hash.AppendData(@case.Id.Value.ToByteArray());
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

/// <summary>What the acts on many cases answer when they say no.</summary>
internal static class BulkRefusals
{
    public static Refusal TooMany(int most) => new("bulk-too-many", new(
        $"Pilihan ini lebih dari {most} kasus. Persempit dahulu.", $"These are more than {most} cases. Narrow the selection down first."));

    public static Refusal Nothing { get; } = new("bulk-empty", new("Tidak ada kasus yang dipilih.", "No case is selected."));

    public static Refusal SelectionChanged { get; } = new("bulk-selection-changed", new(
        "Kasus yang dipilih sudah lain daripada yang Anda lihat. Periksa lagi, lalu konfirmasi.", "The selected cases are others than those you have seen. Look again, then confirm."));

    public static Refusal NotPrepared { get; } = new("bulk-not-prepared", new(
        "Server berhenti sebelum semua kasusnya tercatat, sehingga tidak ada yang dilakukan. Mulai lagi.",
        "The server stopped before all cases were noted down, so nothing was done. Start again."));

    public static Refusal RunUnknown { get; } = new("bulk-run-unknown", new("Tindakan massal ini tidak dikenal.", "This act on many cases is not known."));
}
