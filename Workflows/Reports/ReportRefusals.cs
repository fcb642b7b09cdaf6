using System.Globalization;

namespace BackOffice.Workflows.Reports;

/// <summary>What the report room answers when it says no.</summary>
public static class ReportRefusals
{
    /// <summary>It is asked for and not drawn yet, or the activation has not come to its end.</summary>
    public static Refusal NotReady { get; } = new("report-not-ready", new(
        "Laporan aktivasi ini belum tersedia.", "The report of this activation is not ready yet."));

    /// <summary>It was drawn, and its file is not in the folder.</summary>
    public static Refusal FileMissing { get; } = new("report-file-missing", new(
        "Berkas laporan ini tidak ditemukan di server. Hubungi helpdesk LPSE Anda.", "The file of this report is not found on the server. Contact the helpdesk of your LPSE."));

    /// <summary>Its files were kept long enough.</summary>
    public static Refusal FilesRemoved(DateTimeOffset at) => new("report-files-removed", new(
        string.Create(CultureInfo.InvariantCulture, $"Berkas laporan ini sudah dihapus pada {at:yyyy-MM-dd} karena masa simpannya habis. Mintalah laporan baru; kode yang tercetak tetap dapat diverifikasi."),
        string.Create(CultureInfo.InvariantCulture, $"The files of this report were removed on {at:yyyy-MM-dd}, at the end of their keeping time. Ask for a new report; a printed code can still be verified.")));

    /// <summary>Nobody asked for it.</summary>
    public static Refusal Unknown { get; } = new("report-unknown", new("Laporan ini tidak dikenal.", "This report is not known."));

    /// <summary>The report has no such table.</summary>
    public static Refusal TableUnknown { get; } = new("report-table-unknown", new("Laporan ini tidak memiliki tabel itu.", "This report has no such table."));
}
