namespace BackOffice.Workflows.Reports;

/// <summary>The last part of every report: its digest, and where anybody may verify it.</summary>
internal static class Genuineness
{
    public static Words Mark(ReportDigest digest) => $"Kode keaslian {digest.Code}";

    public static IEnumerable<Block> Blocks(ReportDigest digest, ReportIssuer issuer)
    {
        yield return new Block.Heading(1, new("Keaslian laporan", "Genuineness of this report"));
        yield return new Block.Paragraph(new Words(
            "Laporan ini dibuat oleh sistem dan keasliannya tidak bergantung pada tanda tangan. Intisari di bawah dihitung dari isi laporan, bukan dari berkasnya.",
            "This report was made by the system; that it is genuine does not depend on a signature. The digest below is taken from the content, not from the file."));

        Fact[] words = [new(new("Kode keaslian", "Verification code"), digest.Code), new(new("Intisari SHA-256", "SHA-256 digest"), $"{digest.Hex[..32]} {digest.Hex[32..]}")];
        if (issuer.VerifyAddress(digest) is not { } address)
            yield return new Block.Facts(words);
        else
            yield return new Block.Proof(
                address.AbsoluteUri,
                new("Kode QR dengan alamat pemeriksaan keaslian", "QR code with the address of verification"),
                [.. words, new(new("Periksa di", "Verify at"), address.AbsoluteUri)]);
    }
}
