using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace BackOffice.Workflows.Staff.Codes;

/// <summary>
/// What somebody holds between the right password and the right code: it says whose password was right and when, opens nothing else, and is worthless after five minutes or when the
/// password changes.
/// </summary>
public sealed class CodeTickets(IDataProtectionProvider protection, TimeProvider clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);
    private readonly IDataProtector protector = protection.CreateProtector("BackOffice.Staff.CodeTicket.v1");

    internal string For(StaffMember member)
    {
        var ticket = new byte[16 + 8 + 32];
        member.Id.TryWriteBytes(ticket);
        BinaryPrimitives.WriteInt64BigEndian(ticket.AsSpan(16), (clock.GetUtcNow() + Lifetime).UtcTicks);
        StampOf(member).CopyTo(ticket.AsSpan(24));
        return WebEncoders.Base64UrlEncode(protector.Protect(ticket));
    }

    /// <summary>Whose ticket it is, as long as it holds; <see cref="Fits"/> says whether it is still that person's.</summary>
    internal bool TryRead(string ticket, [NotNullWhen(true)] out Guid? member, [NotNullWhen(true)] out byte[]? stamp)
    {
        (member, stamp) = (null, null);
        try
        {
            var content = protector.Unprotect(WebEncoders.Base64UrlDecode(ticket));
            if (BinaryPrimitives.ReadInt64BigEndian(content.AsSpan(16)) <= clock.GetUtcNow().UtcTicks)
                return false;
            (member, stamp) = (new(content.AsSpan(0, 16)), content[24..]);
            return true;
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            return false;
        }
    }

    internal static bool Fits(StaffMember member, byte[] stamp) => CryptographicOperations.FixedTimeEquals(StampOf(member), stamp);

    private static byte[] StampOf(StaffMember member) => SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(member.SecurityStamp!));
}
