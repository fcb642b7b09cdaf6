namespace BackOffice.Workflows.Reports;

/// <summary>What a requested report is about.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Id">A case's number or id, a group's or clash's id, a site's code; null for the nation and a period.</param>
/// <param name="From">The first day of a period, in western Indonesian time; null for the other kinds.</param>
/// <param name="To">Its last day, included; null for the other kinds.</param>
public sealed record ReportSubject(ReportKind Kind, string? Id = null, DateOnly? From = null, DateOnly? To = null)
{
    private static readonly int LongestPeriod = 3_660;

    /// <summary>Refuses a subject that says too little, too much, or turns time round; null when it will do.</summary>
    public Refusal? Check() => this switch
    {
        { Kind: ReportKind.Period } when From is null || To is null || Id is not null => Malformed(
            "Laporan periode memerlukan tanggal awal dan tanggal akhir.", "A report of a period takes its first and its last day."),
        { Kind: ReportKind.Period } when From > To || To!.Value.DayNumber - From!.Value.DayNumber > LongestPeriod => Malformed(
            "Periode tidak boleh terbalik atau lebih dari sepuluh tahun.", "A period must not be turned round or be longer than ten years."),
        { Kind: not ReportKind.Period } when From is not null || To is not null => Malformed(
            "Tanggal hanya untuk laporan periode.", "Days are for the report of a period only."),
        { Kind: ReportKind.Case or ReportKind.Group or ReportKind.Clash or ReportKind.Site } when string.IsNullOrWhiteSpace(Id) => Malformed(
            "Sebutkan kasus, grup, bentrokan, atau LPSE yang dilaporkan.", "Name the case, group, clash or site to report on."),
        { Kind: ReportKind.Nation } when Id is not null => Malformed(
            "Laporan nasional tidak memerlukan kode.", "The national report takes no code."),
        _ => null,
    };

    private static Refusal Malformed(string indonesian, string english) => new("report-request-malformed", new(indonesian, english));
}
