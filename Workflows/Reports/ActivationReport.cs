namespace BackOffice.Workflows.Reports;

/// <summary>The activation report of a case and its group: who, what, when, why, which Default, what was replaced, who was told.</summary>
public static class ActivationReport
{
    /// <summary>Lays the facts out as a document, Indonesian first. Pure: equal facts and issuer give an equal document.</summary>
    public static ReportDocument Compose(ActivationReportFacts facts, ReportIssuer issuer)
    {
        var digest = ReportDigest.Of(facts);
        return new(
            new(
                Title: new("Laporan Aktivasi", "Activation report"),
                Author: issuer.Letterhead.Authority,
                Subject: $"{facts.Account.Company} · {facts.Account.UserId} · {Wordings.Site(facts.Account)}",
                Created: facts.AsOf,
                Number: facts.CaseNumber,
                Mark: Genuineness.Mark(digest)),
            issuer.Letterhead,
            [
                Who(facts),
                .. When(facts.Timeline),
                .. Why(facts.Pairs),
                .. facts.Group is { } group ? Default(group) : [],
                .. Replaced(facts.Replacements),
                .. Notices(facts.Notices),
                .. Genuineness.Blocks(digest, issuer),
            ]);
    }

    private static Block.Facts Who(ActivationReportFacts facts) => new(
    [
        new(new("Penyedia", "Provider"), facts.Account.Company),
        new("User ID", facts.Account.UserId),
        new(new("LPSE tempat terdaftar", "Site of registration"), Wordings.Site(facts.Account)),
        new(new("NPWP", "Tax number"), facts.TaxNumber),
        new(new("Alamat", "Address"), facts.Address),
        new(new("Nomor kasus", "Case number"), facts.CaseNumber),
        new(new("Keadaan", "State"), facts.State, Wordings.Tone(facts.Progress)),
        new(new("Hasil", "Outcome"), facts.Outcome),
        new(new("Keadaan pada", "As of"), Wordings.Instant(facts.AsOf)),
    ]);

    private static IEnumerable<Block> When(IReadOnlyList<ReportedEvent> timeline)
    {
        yield return new Block.Heading(1, new("Urutan kejadian", "What happened, and when"));
        yield return new Block.Table(
            "",
            [new(new("Waktu", "Time"), 1.3), new(new("Kejadian", "Event"), 3.2), new(new("Oleh", "By"), 1.2)],
            timeline.Select(Cell[] (entry) => [Time(entry.At), new(entry.What), new(entry.Actor)]))
        {
            Name = "timeline",
            WhenEmpty = new("Belum ada kejadian.", "Nothing has happened yet."),
        };
    }

    private static IEnumerable<Block> Why(IReadOnlyList<ReportedPair> pairs)
    {
        yield return new Block.Heading(1, new("Dasar keputusan", "Why it was decided so"));
        if (pairs.Count is 0)
        {
            yield return new Block.Paragraph(new Words(
                "Tidak ditemukan akun lain yang serupa pada LPSE yang tergabung (2.e).",
                "No other account like this one was found at the sites that take part (2.e)."));
            yield break;
        }

        yield return new Block.Paragraph(new Words(
            "Setiap isian ditulis seperti yang didaftarkan; di bawahnya, setelah tanda panah, bentuk yang diperbandingkan.",
            "Each field stands as it was registered; below it, after the arrow, is the form that was compared."));
        for (var number = 1; number <= pairs.Count; number++)
            foreach (var block in PairEvidence.Blocks(number, pairs[number - 1]))
                yield return block;
    }

    private static IEnumerable<Block> Default(ReportedGroup group)
    {
        yield return new Block.Heading(1, new("Kelompok aktivasi dan User ID Default", "Activation group and its Default"));
        yield return new Block.Paragraph(group.Reason);
        var frozen = Wordings.Instant(group.FrozenAt);
        yield return new Block.Facts(
        [
            new(new("Jumlah paket dibekukan pada", "Package counts frozen at"), frozen),
            new(new("Dipastikan oleh", "Confirmed by"), group.ConfirmedBy is { } by ? by : new Words("Aturan, tanpa petugas", "The rule, without a person")),
        ]);
        yield return new Block.Table(
            "",
            [
                new(new("LPSE", "Site"), 2.2), new("User ID", 1.7), new(new("Paket", "Packages"), 0.9, Right: true),
                new(new("Terdaftar", "Registered"), 1.1), new(new("Terverifikasi", "Verified"), 1.1), new(new("Peran", "Role"), 1), new(new("Aktivasi", "Activation"), 1.1),
            ],
            group.Members.Select(Member))
        {
            Name = "members",
        };
    }

    private static Cell[] Member(ReportedMember member) =>
    [
        new(Wordings.Site(member.Account), Detail: member.Account.Company),
        new(member.Account.UserId),
        Cell.Number(member.PackageCount),
        new(Wordings.Day(member.RegisteredOn)),
        new(member.Verified ? Wordings.Yes : Wordings.No),
        member.IsDefault ? new("Default", Tone.Info) : new("Tunggal"),
        Wordings.Progress(member.Progress),
    ];

    private static IEnumerable<Block> Replaced(IReadOnlyList<ReportedReplacement> replacements)
    {
        yield return new Block.Heading(1, new("Yang digantikan", "What was replaced"));
        if (replacements.Count is 0)
            yield return new Block.Paragraph(new Words("Tidak ada login atau identitas yang digantikan.", "No login and no identity was replaced."));

        foreach (var replaced in replacements)
        {
            yield return new Block.Heading(2, Wordings.Site(replaced.Account));
            yield return new Block.Facts(
            [
                new(new("User ID lama", "Old user ID"), replaced.Account.UserId),
                new(new("User ID baru", "New user ID"), replaced.NewUserId),
                new(new("Waktu", "Time"), Wordings.Instant(replaced.At)),
                new(new("Cara pembuktian", "How it was proved"), replaced.Method),
            ]);
            yield return new Block.Table(
                "",
                [new(new("Isian", "Field"), 1.2), new(new("Sebelum", "Before"), 2.2), new(new("Sesudah", "After"), 2.2)],
                replaced.Changes.Select(Cell[] (change) => [new(change.Field), new(change.Old), new(change.New)]))
            {
                WhenEmpty = new("Identitas kedua akun sudah sama.", "The identities were already equal."),
            };
        }
    }

    private static IEnumerable<Block> Notices(IReadOnlyList<ReportedNotice> notices)
    {
        yield return new Block.Heading(1, new("Pemberitahuan", "Notices"));
        yield return new Block.Table(
            "",
            [new(new("Waktu", "Time"), 1.5), new(new("Kepada", "To"), 1.9), new(new("Perihal", "Subject"), 2.6), new("Status", 0.9)],
            notices.Select(Cell[] (notice) => [Time(notice.At), new(notice.Recipient), new(notice.Subject, Detail: notice.MessageId), Wordings.Notice(notice.Status)]))
        {
            Name = "notices",
            WhenEmpty = new("Belum ada pemberitahuan.", "No notice yet."),
        };
    }

    private static Cell Time(DateTimeOffset at) => new(Wordings.Instant(at)) { Value = Wordings.Moment(at).Value };
}
