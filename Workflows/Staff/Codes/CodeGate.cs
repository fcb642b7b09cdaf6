using System.Security.Cryptography;
using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.SignIn;
using Microsoft.EntityFrameworkCore;
using OtpNet;

namespace BackOffice.Workflows.Staff.Codes;

/// <summary>
/// Checks a code of a member of staff within a transaction: that of the device (RFC 6238, one step of 30 seconds early or late), or one of the recovery codes. Each opens once.
/// Wrong ones close the gate for a growing while, apart from the attempts at the password: only who has the password comes here.
/// </summary>
public sealed class CodeGate(BackOfficeDb db, AttemptLimiter limiter, AuditTrail audit, CodeVault vault, TimeProvider clock)
{
    private static readonly VerificationWindow OneStep = new(previous: 1, future: 1);

    /// <summary>Checks a code and uses it up; null when it was right.</summary>
    internal async Task<StaffDoorShut?> CheckAsync(StaffMember member, string typed, CancellationToken ct, bool recoveryCodeWillDo = true)
    {
        var bucket = StaffAttempts.AtCodeOf(member.Id);
        if (await limiter.ReserveAsync([bucket], ct) is not null)
        {
            var at = await limiter.OpensAtAsync(bucket, ct);
            return new(StaffRefusals.TooManyAttempts(at), at);
        }
        // The lock of the attempt is held from here on: what another sign-in used up a moment ago is seen.
        await db.Entry(member).ReloadAsync(ct);
        if (!IsOfDevice(member, typed) && !(recoveryCodeWillDo && await IsRecoveryCodeAsync(member, typed, ct)))
        {
            member.AccessFailedCount++;
            audit.Record(new(ActorKind.Staff, member.UserName!), "staff-code-wrong");
            return new(StaffRefusals.CodeWrong);
        }
        await limiter.ClearAsync([bucket.Name], ct);
        return null;
    }

    private bool IsOfDevice(StaffMember member, string typed)
    {
        var digits = string.Concat(typed.Where(char.IsAsciiDigit));
        if (member.SealedTotpSecret is not { } sealedSecret || digits.Length != 6)
            return false;
        var secret = vault.Open(member.Id, sealedSecret);
        var right = new Totp(secret).VerifyTotp(clock.GetUtcNow().UtcDateTime, digits, out var step, OneStep) && step > member.TotpLastStep;
        CryptographicOperations.ZeroMemory(secret);
        if (right)
            member.TotpLastStep = step;
        return right;
    }

    private async Task<bool> IsRecoveryCodeAsync(StaffMember member, string typed, CancellationToken ct)
    {
        var hash = vault.HashOf(member.Id, typed);
        if (await db.StaffRecoveryCodes.SingleOrDefaultAsync(code => code.MemberId == member.Id && code.Hash == hash && code.UsedAt == null, ct) is not { } code)
            return false;
        code.UsedAt = clock.GetUtcNow();
        audit.Record(new(ActorKind.Staff, member.UserName!), "staff-recovery-code-used");
        return true;
    }
}
