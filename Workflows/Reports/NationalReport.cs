namespace BackOffice.Workflows.Reports;

/// <summary>The report over the nation, or over one site: the funnel of activation and a table of sites, or of the site's cases.</summary>
public static class NationalReport
{
    /// <summary>Lays the facts out as a document, Indonesian first. The rows stay a stream, read once here for the digest.</summary>
    public static ReportDocument Compose(NationalReportFacts facts, ReportIssuer issuer)
    {
        var digest = ReportDigest.Of(facts);
        return new(
            new(
                Title: facts.Site is null ? new("Laporan Aktivasi Nasional", "National activation report") : new("Laporan Aktivasi LPSE", "Activation report of a site"),
                Author: issuer.Letterhead.Authority,
                Subject: Scope(facts),
                Created: facts.AsOf,
                Number: $"{facts.Site?.Code ?? "NASIONAL"}/{Wordings.Stamp(facts.AsOf)}",
                Mark: Genuineness.Mark(digest)),
            issuer.Letterhead,
            [
                new Block.Facts([new(new("Cakupan", "Scope"), Scope(facts)), new(new("Keadaan pada", "As of"), Wordings.Instant(facts.AsOf))]),
                new Block.Heading(1, new("Corong aktivasi", "Activation funnel")),
                Funnel(facts),
                new Block.Heading(1, new("Pekerjaan terbuka", "Open work")),
                Waiting(facts.Waiting),
                .. facts.Ages is { } ages ? new Block[] { new Block.Heading(2, new("Menurut lamanya terbuka", "By how long they have been open")), Ages(ages) } : [],
                new Block.Heading(1, new("Kelompok aktivasi", "Activation groups")),
                Groups(facts),
                .. facts.Site is null ? Sites(facts.Sites) : Cases(facts.Cases),
                .. Genuineness.Blocks(digest, issuer),
                new Block.Signature(Wordings.Signed(issuer.Place, facts.AsOf)),
            ]);
    }

    private static Words Scope(NationalReportFacts facts) => facts.Site is { } site ? Wordings.Site(site) : new Words("Seluruh Indonesia", "All of Indonesia");

    private static Block.Table Funnel(NationalReportFacts facts)
    {
        return new(
            "",
            [new(new("Tahap", "Stage"), 4), new(new("Akun", "Accounts"), 1.2, Right: true), new(new("Dari terdaftar", "Of registered"), 1.2, Right: true)],
            [
                Stage(new("Terdaftar", "Registered"), facts.Accounts),
                Stage(new("Terdaftar pada LPSE yang tergabung", "Registered at sites that take part"), facts.AccountsAtAggregatedSites),
                Stage(new("Aktivasi dibuka", "Activation opened"), facts.Opened),
                Stage(new("Aktif", "Active"), facts.Active),
                .. facts.Refused is { } refused ? new[] { Stage(new("Ditolak", "Refused"), refused) } : [],
            ])
        {
            Name = "funnel",
        };

        Cell[] Stage(Words name, int count) => [new(name), Cell.Number(count), new(Wordings.Share(count, facts.Accounts))];
    }

    private static Block.Table Waiting(IReadOnlyList<ReportedCount> waiting) => new(
        "",
        [new(new("Keadaan", "State"), 3), new(new("Kasus", "Cases"), 1, Right: true), new(new("Tertua sejak", "Oldest since"), 2)],
        waiting.Select(Cell[] (count) => [new(count.State), Cell.Number(count.Count), Oldest(count.OldestSince)]))
    {
        Name = "open-work",
        WhenEmpty = new("Tidak ada kasus terbuka.", "No case is open."),
    };

    private static Cell Oldest(DateTimeOffset? since) => since is { } at ? new(Wordings.Instant(at)) { Value = Wordings.Moment(at).Value } : new("");

    private static Block.Table Ages(IReadOnlyList<ReportedAge> ages) => new(
        "",
        [new(new("Terbuka selama", "Open for"), 3), new(new("Kasus", "Cases"), 1, Right: true)],
        ages.Select(Cell[] (age) => [new(age.Age), Cell.Number(age.Count)]))
    {
        Name = "ages",
    };

    private static Block.Facts Groups(NationalReportFacts facts) => new(
    [
        new(new("Kelompok", "Groups"), Wordings.Number(facts.Groups)),
        new(new("Akun di dalamnya", "Accounts in them"), Wordings.Number(facts.GroupMembers)),
        new(new("Sudah digabungkan", "Merged"), Wordings.Number(facts.Merges)),
        .. facts.OpenObligations is { } obligations ? new[] { new Fact(new("User ID bentrok yang belum diganti", "Clashing user IDs not yet changed"), Wordings.Number(obligations)) } : [],
        .. facts.UndeliveredNotices is { } notices ? new[] { new Fact(new("Pemberitahuan yang tidak sampai", "Notices that reached nobody"), Wordings.Number(notices)) } : [],
    ]);

    private static Block[] Sites(IEnumerable<ReportedSiteRow> sites) =>
    [
        new Block.Heading(1, new("Menurut LPSE", "By site")),
        new Block.Table(
            "",
            [
                new(new("Kode", "Code"), 0.7), new(new("LPSE", "Site"), 3), new(new("Tahap", "Stage"), 1.3), new(new("Akun", "Accounts"), 1, Right: true),
                new(new("Dibuka", "Opened"), 1, Right: true), new(new("Aktif", "Active"), 1, Right: true), new(new("Menunggu", "Waiting"), 1, Right: true),
            ],
            sites.Select(Cell[] (row) =>
            [
                new(row.Site.Code), new(row.Site.Name), new(row.Stage), Cell.Number(row.Accounts), Cell.Number(row.Opened), Cell.Number(row.Active), Cell.Number(row.Waiting),
            ]))
        {
            Name = "sites",
        },
    ];

    private static Block[] Cases(IEnumerable<ReportedCaseRow> cases) =>
    [
        new Block.Heading(1, new("Kasus", "Cases")),
        new Block.Table(
            "",
            [
                new(new("Nomor", "Number"), 1.5), new("User ID", 1.4), new(new("Penyedia", "Provider"), 2.2),
                new(new("Keadaan", "State"), 1.5), new(new("Dibuka (WIB)", "Opened"), 1.1), new(new("Selesai (WIB)", "Ended"), 1.1),
            ],
            cases.Select(Cell[] (row) =>
            [
                new(row.CaseNumber), new(row.UserId), new(row.Company), new(row.State, Wordings.Tone(row.Progress)),
                Wordings.Moment(row.OpenedAt), Cell.Time(row.EndedAt),
            ]))
        {
            Name = "cases",
        },
    ];
}
