using BackOffice.Rules.Matching;
using BackOffice.Workflows.Reports;

namespace BackOffice.Workflows.Tests.Reports;

/// <summary>Facts as a real case has them; a test changes what it is about.</summary>
internal static class SampleReports
{
    public static readonly DateTimeOffset AsOf = new(2026, 11, 22, 7, 5, 33, TimeSpan.Zero);

    public static ReportIssuer Issuer { get; } = new(Letterhead.Inaproc with { Contact = "inaproc.lkpp.go.id" }, new("https://agregasi.example.go.id/verify"));

    /// <summary>A member merged into the Default of its group of two.</summary>
    public static ActivationReportFacts Merged()
    {
        var @default = Account(7, "mandiri_jaya", "PT Mandiri Jaya Konstruksi");
        var member = Account(412, "mjk-jambi", "PT. MANDIRI JAYA KONSTRUKSI");
        return new()
        {
            AsOf = AsOf,
            CaseNumber = "A-2026-000417",
            Account = member,
            TaxNumber = "01.234.567.8-331.000",
            Address = "Jl. Jend. A. Yani No. 12 RT 03/RW 05, Kel. Telanaipura, Kota Jambi, Jambi 36122",
            Progress = CaseProgress.Active,
            State = new("Aktif", "Active"),
            Outcome = new("Akun digabungkan dengan User ID Default mandiri_jaya dan sudah aktif.", "The account was merged into the Default mandiri_jaya and is active."),
            Timeline =
            [
                new(AsOf.AddMinutes(-9), new("Aktivasi dibuka oleh penyedia.", "The provider opened the activation."), "LPSE 412"),
                new(AsOf.AddMinutes(-9), new("Data wajib lengkap.", "The required data is complete."), new("Sistem", "System")),
                new(AsOf.AddMinutes(-8), new("Ditemukan satu akun dari perusahaan yang sama.", "One account of the same company was found."), new("Sistem", "System")),
                new(AsOf.AddMinutes(-2), new("Kata sandi User ID Default terbukti benar.", "The Default's password was proved."), "LPSE 412"),
                new(AsOf.AddMinutes(-1), new("Login dan identitas diganti dengan milik Default.", "Login and identity were replaced by the Default's."), new("Sistem", "System")),
            ],
            Pairs = [Pair(member, @default)],
            Group = new(
                AsOf.AddMinutes(-8),
                new("mandiri_jaya di LPSE 7 memiliki paket terbanyak (1.528 banding 43).", "mandiri_jaya at LPSE 7 has the most packages (1,528 against 43)."),
                null,
                [
                    new(@default, true, 1528, new(2019, 3, 4), true, CaseProgress.Active),
                    new(member, false, 43, new(2021, 8, 17), true, CaseProgress.Active),
                ]),
            Replacements =
            [
                new(
                    member, AsOf.AddMinutes(-1), "mandiri_jaya", new("Kata sandi User ID Default", "The Default's password"),
                    [
                        new(new("Nama", "Name"), "PT. MANDIRI JAYA KONSTRUKSI", "PT Mandiri Jaya Konstruksi"),
                        new(new("Telepon", "Phone"), null, "+62 741 555 0147"),
                        new("E-mail", "kantor@mjk.example", "admin@mandirijaya.example"),
                    ]),
            ],
            Notices =
            [
                new(AsOf.AddMinutes(-8), "admin@mandirijaya.example", new("Kelompok aktivasi terbentuk", "A group has formed"), NoticeProgress.Sent, "<n-88120@agregasi.example>"),
                new(AsOf.AddMinutes(-1), "kantor@mjk.example", new("User ID Anda berubah", "Your user ID has changed"), NoticeProgress.Failed, "<n-88121@agregasi.example>"),
                new(AsOf.AddMinutes(-1), "admin@mandirijaya.example", new("User ID Anda berubah", "Your user ID has changed"), NoticeProgress.Waiting),
            ],
        };
    }

    /// <summary>A group of so many members, the account of the case compared with each.</summary>
    public static ActivationReportFacts GroupOf(int size)
    {
        var accounts = Enumerable.Range(1, size).Select(i => Account(i * 11, $"mandiri.jaya.{i:00}", "PT Mandiri Jaya Konstruksi")).ToList();
        return Merged() with
        {
            Account = accounts[0],
            Pairs = [.. accounts.Skip(1).Select(other => Pair(accounts[0], other))],
            Group = new(
                AsOf,
                new("mandiri.jaya.01 memiliki paket terbanyak.", "mandiri.jaya.01 has the most packages."),
                "S. Wulandari",
                [.. accounts.Select((account, i) => new ReportedMember(account, i is 0, 2000 - 60 * i, new(2018, 1 + i % 12, 1 + i % 28), i % 3 is not 0, (CaseProgress)(i % 5)))]),
        };
    }

    /// <summary>An account that stands alone and has hardly any data.</summary>
    public static ActivationReportFacts Alone() => new()
    {
        AsOf = AsOf,
        CaseNumber = "A-2026-000001",
        Account = new("99", "LPSE Kabupaten Kerinci", "sendiri", null),
        Progress = CaseProgress.Waiting,
        State = new("Menunggu perbaikan identitas", "Awaiting identity"),
        Outcome = new("Provinsi dan kabupaten belum diisi.", "Province and regency are empty."),
    };

    public static NationalReportFacts Nation(int sites) => new()
    {
        AsOf = AsOf,
        Accounts = 300_114,
        AccountsAtAggregatedSites = 211_870,
        Opened = 48_231,
        Active = 40_118,
        Waiting =
        [
            new(new("Menunggu kata sandi Default", "Awaiting the Default's password"), 5_120, AsOf.AddDays(-29)),
            new(new("Menunggu keputusan petugas", "Awaiting review"), 611, AsOf.AddDays(-12)),
            new(new("Ditunda", "Postponed"), 2_382),
        ],
        Groups = 9_812,
        GroupMembers = 23_990,
        Merges = 11_004,
        Sites = Enumerable.Range(1, sites).Select(i => new ReportedSiteRow(
            new($"{i}", $"LPSE Kabupaten Nomor {i}"), i % 3 is 0 ? "V3" : new Words("Tergabung", "Aggregated"), 400 + i, 90 + i % 50, 60 + i % 40, i % 30)),
    };

    public static NationalReportFacts Site(int cases) => Nation(0) with
    {
        Site = new("412", "LPSE Provinsi Jambi"),
        Cases = Enumerable.Range(1, cases).Select(i => new ReportedCaseRow(
            $"A-2026-{i:000000}", $"penyedia_{i}", $"CV Karya Bersama {i}", (CaseProgress)(i % 5), new("Menunggu kata sandi Default", "Awaiting the Default's password"),
            AsOf.AddDays(-i % 300), i % 2 is 0 ? AsOf.AddDays(-i % 100) : null)),
    };

    public static ReportedAccount Account(int site, string userId, string company) => new($"{site}", $"LPSE Kota Nomor {site}", userId, company);

    public static ReportedPair Pair(ReportedAccount left, ReportedAccount right) => new(
        left, right, PairDecision.SameCompany, "SameCompany",
        new("NPWP dan cabang sama, alamat sesuai, dan nama tidak bertentangan.", "Same taxpayer and branch, the address agrees and the name does not contradict."),
        "2.f.2.b", "2026-11-02/7",
        [
            new("NPWP", new("01.234.567.8-331.000", "012345678·000"), new("012345678331000", "012345678·000"), FieldVerdict.Agrees),
            new(new("Nama", "Name"), new(left.Company, "mandiri jaya konstruksi [pt]"), new(right.Company, "mandiri jaya konstruksi [pt]"), FieldVerdict.Agrees, "1,00"),
            new(new("Alamat", "Address"), new("Jl. Jend. A. Yani No. 12 RT 03/RW 05", "ahmad yani 12 rt 3 rw 5"), new("Jalan Ahmad Yani 12", "ahmad yani 12"), FieldVerdict.Similar, "0,91"),
            new(new("Telepon", "Phone"), new("0741-555 0147", "+627415550147"), new(null, null), FieldVerdict.Missing),
            new("E-mail", new("kantor@mjk.example", "kantor@mjk.example"), new("admin@mandirijaya.example", "admin@mandirijaya.example"), FieldVerdict.Differs),
        ]);
}
