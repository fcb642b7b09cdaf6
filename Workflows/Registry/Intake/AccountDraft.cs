using System.Globalization;
using System.Text;
using BackOffice.Rules.Identity;
using BackOffice.Rules.Matching;
using BackOffice.Workflows.SignIn;

namespace BackOffice.Workflows.Registry.Intake;

/// <summary>An account as its site describes it, with all that can be worked out before the database is asked.</summary>
/// <param name="Line">Where it stands in its file; 0 when it came by itself.</param>
/// <param name="Record">Who it is.</param>
/// <param name="Hash">Its password; null leaves the password of a known account as it is.</param>
/// <param name="Digest">Keyed digest of <paramref name="Record"/>. The password is left out: a quick digest of it would undo its slow hash.</param>
/// <param name="Keys">Under which keys duplicates of it are found.</param>
/// <param name="Skeleton">What user IDs that look alike have in common with its own.</param>
internal sealed record AccountDraft(int Line, AccountRecord Record, LegacyHash? Hash, byte[] Digest, long[] Keys, string Skeleton)
{
    public static AccountDraft Of(int line, AccountRecord record, LegacyHash? hash, SealingKey key) =>
        new(line, record, hash, DigestOf(record, key), KeysOf(record), UserIdSkeleton.Of(record.UserId));

    /// <summary>The blocking keys as the database holds them.</summary>
    public static long[] KeysOf(AccountRecord record) => [.. BlockingKeys.Of(PreparedAccount.From(record)).Select(key => unchecked((long)key))];

    private static byte[] DigestOf(AccountRecord row, SealingKey key)
    {
        // No field holds this sign: control characters are refused.
        const char part = '\u001f';
        var text = string.Create(CultureInfo.InvariantCulture, stackalloc char[512],
            $"row1{part}{row.Site}{part}{row.UserId.Key}{part}{row.CompanyName}{part}{row.Npwp}{part}{row.Nitku}{part}{row.Address}{part}{row.Regency}{part}{row.Province}");
        text += string.Create(CultureInfo.InvariantCulture, stackalloc char[256],
            $"{part}{row.PostalCode}{part}{row.Phone}{part}{row.Email}{part}{row.PackageCount}{part}{row.RegisteredOn.DayNumber}{part}{row.Verified}");
        return key.OfRow(Encoding.UTF8.GetBytes(text));
    }
}
