using BackOffice.Workflows.Data;
using BackOffice.Workflows.Recovery;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Staff.Codes;

/// <summary>The recovery codes that a person gets at a time, to be kept on paper.</summary>
internal static class RecoveryCodeSheet
{
    private const int Codes = 10;

    /// <summary>New ones, which nobody knows but the one who is shown them.</summary>
    public static IReadOnlyList<string> New() => [.. Enumerable.Range(0, Codes).Select(_ => RecoveryCode.New())];

    /// <summary>Makes these the codes of a member: earlier ones open nothing any more.</summary>
    public static async Task ReplaceAsync(BackOfficeDb db, CodeVault vault, Guid member, IReadOnlyList<string> codes, CancellationToken ct)
    {
        db.StaffRecoveryCodes.RemoveRange(await db.StaffRecoveryCodes.Where(code => code.MemberId == member).ToListAsync(ct));
        db.StaffRecoveryCodes.AddRange(codes.Select(code => new StaffRecoveryCode { MemberId = member, Hash = vault.HashOf(member, code) }));
    }
}
