using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json;

namespace BackOffice.Workflows.Reports;

/// <summary>
/// The digest of a report's facts: SHA-256 over their canonical form, never over the file, so that a report drawn again by another
/// renderer, under another letterhead, is still the same report.
/// </summary>
public sealed record ReportDigest
{
    // Crockford's base 32: no I, L, O, U, so that a code read aloud or from paper comes out right.
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int CodeLength = 20;

    private ReportDigest(ReadOnlySpan<byte> hash)
    {
        Hex = Convert.ToHexStringLower(hash);
        Code = Grouped(hash);
    }

    /// <summary>All 64 digits, in lower case.</summary>
    public string Hex { get; }

    /// <summary>The first 100 bits for people: five groups of four signs, such as <c>7K2M-0QXD-91AB-ZZ4T-C3PE</c>. Verification goes by this code.</summary>
    public string Code { get; }

    /// <summary>The digest of an activation report.</summary>
    public static ReportDigest Of(ActivationReportFacts facts) => Hash("activation-report/1", facts);

    /// <summary>The digest of a report over the nation or a site. Its rows are read once.</summary>
    public static ReportDigest Of(NationalReportFacts facts) => Hash("national-report/1", facts);

    /// <summary>The digest of a report of a group, a clash or a period. Its rows are read once.</summary>
    public static ReportDigest Of(ListingFacts facts) => Hash("listing-report/1", new
    {
        facts.Kind,
        facts.AsOf,
        facts.Number,
        facts.Title,
        facts.About,
        Parts = facts.Parts.Select(part => new
        {
            part.Heading,
            Values = (part as ListingPart.Values)?.Items.Select(item => new { item.Label, item.Value }),
            Columns = (part as ListingPart.Listing)?.Rows.Columns.Select(column => column.Title),
            Rows = (part as ListingPart.Listing)?.Rows.Rows.Select(row => row.Select(cell => cell.Whole)),
        }),
    });

    /// <summary>
    /// Reads a code as a person types it: any case, with or without separators, O for 0 and I or L for 1; or all 64 digits of the digest. False when it can be neither.
    /// </summary>
    public static bool TryReadCode(string? text, [NotNullWhen(true)] out string? code)
    {
        code = null;
        if (text is not { Length: <= 100 })
            return false;
        var typed = string.Concat(text.ToUpperInvariant().Where(c => c is not ('-' or ' ')));
        if (typed.Length == 2 * SHA256.HashSizeInBytes && typed.All(char.IsAsciiHexDigit))
            code = Grouped(Convert.FromHexString(typed));
        var signs = string.Concat(typed.Select(c => c switch { 'O' => '0', 'I' or 'L' => '1', _ => c }));
        if (signs.Length == CodeLength && signs.All(Alphabet.Contains))
            code = string.Join('-', signs.Chunk(4).Select(group => new string(group)));
        return code is not null;
    }

    private static ReportDigest Hash<T>(string form, T facts)
    {
        using var sha = SHA256.Create();
        using (var stream = new CryptoStream(Stream.Null, sha, CryptoStreamMode.Write))
        {
            // The name of the form stands first: a later form of the same facts can never give the digest of this one.
            stream.Write(JsonSerializer.SerializeToUtf8Bytes(form));
            JsonSerializer.Serialize(stream, facts, CanonicalJson.Options);
        }
        return new(sha.Hash);
    }

    private static string Grouped(ReadOnlySpan<byte> hash)
    {
        var code = new System.Text.StringBuilder(CodeLength + CodeLength / 4);
        for (var sign = 0; sign < CodeLength; sign++)
        {
            if (sign > 0 && sign % 4 == 0)
                code.Append('-');
            var bit = sign * 5;
            var pair = hash[bit / 8] << 8 | hash[bit / 8 + 1];
            code.Append(Alphabet[pair >> 11 - bit % 8 & 31]);
        }
        return code.ToString();
    }
}
