using System.Globalization;
using BackOffice.Rules;
using BackOffice.Rules.Matching;
using BackOffice.Workflows.Data;

namespace BackOffice.Workflows.Reports;

/// <summary>How a report writes what is not text: times with their zone named, days, numbers, and the words and tones of what can be the case.</summary>
internal static class Wordings
{
    private static readonly string[] Months = ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"];
    private static readonly string[] LongMonths =
        ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"];
    private static readonly NumberFormatInfo Indonesian = new() { NumberGroupSeparator = ".", NumberDecimalSeparator = "," };

    private static readonly TimeSpan Wib = WibDay.Offset;

    public static Words Yes { get; } = new("Ya", "Yes");

    public static Words No { get; } = new("Tidak", "No");

    public static Words Instant(DateTimeOffset at)
    {
        var local = at.ToOffset(Wib);
        var utc = at.ToUniversalTime();
        return new(
            $"{Day(DateOnly.FromDateTime(local.DateTime))} {local.ToString("HH.mm.ss", CultureInfo.InvariantCulture)} WIB",
            utc.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture));
    }

    /// <summary>A time in a narrow column whose heading names the zone.</summary>
    public static Cell Moment(DateTimeOffset at)
    {
        var local = at.ToOffset(Wib);
        return new(Day(DateOnly.FromDateTime(local.DateTime)), Detail: local.ToString("HH.mm.ss", CultureInfo.InvariantCulture))
        {
            Value = local.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
        };
    }

    /// <summary>A day with its month in full, for running text.</summary>
    public static Words LongDay(DateOnly day) => new(
        string.Create(CultureInfo.InvariantCulture, $"{day.Day} {LongMonths[day.Month - 1]} {day.Year}"), string.Create(CultureInfo.InvariantCulture, $"{day:d MMMM yyyy}"));

    /// <summary>From one day to another, both included.</summary>
    public static Words LongDays(DateOnly first, DateOnly last) => first == last ? LongDay(first)
        : new($"{LongDay(first).Indonesian} sampai {LongDay(last).Indonesian}", $"{LongDay(first).InEnglish()} to {LongDay(last).InEnglish()}");

    /// <summary>A time with its month in full, for the head of a report.</summary>
    public static Words LongInstant(DateTimeOffset at)
    {
        var local = at.ToOffset(Wib);
        return new($"{LongDay(DateOnly.FromDateTime(local.DateTime)).Indonesian} pukul {local.ToString("HH.mm.ss", CultureInfo.InvariantCulture)} WIB", Instant(at).English);
    }

    /// <summary>The line above a signature.</summary>
    public static Words Signed(string place, DateTimeOffset at)
    {
        var day = LongDay(DateOnly.FromDateTime(at.ToOffset(Wib).DateTime));
        return new($"{place}, {day.Indonesian}", $"{place}, {day.InEnglish()}");
    }

    /// <summary>A time within a number, in WIB.</summary>
    public static string Stamp(DateTimeOffset at) => at.ToOffset(Wib).ToString("yyyyMMdd-HHmm", CultureInfo.InvariantCulture);

    public static string Day(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{day.Day} {Months[day.Month - 1]} {day.Year}");

    public static string Number(int number) => number.ToString("N0", Indonesian);

    public static string Share(int part, int whole) => whole is 0 ? "–" : (100m * part / whole).ToString("N1", Indonesian) + " %";

    public static string Site(ReportedSite site) => $"{site.Code} · {site.Name}";

    public static string Site(ReportedAccount account) => Site(new ReportedSite(account.SiteCode, account.SiteName));

    public static Tone Tone(CaseProgress progress) => progress switch
    {
        CaseProgress.Active => Reports.Tone.Good,
        CaseProgress.Waiting or CaseProgress.Postponed => Reports.Tone.Wait,
        CaseProgress.Closed => Reports.Tone.Bad,
        _ => Reports.Tone.Info,
    };

    public static Cell Progress(CaseProgress progress) => progress switch
    {
        CaseProgress.Running => new(new("Berjalan", "Running"), Tone(progress)),
        CaseProgress.Waiting => new(new("Menunggu", "Waiting"), Tone(progress)),
        CaseProgress.Postponed => new(new("Ditunda", "Postponed"), Tone(progress)),
        CaseProgress.Active => new(new("Aktif", "Active"), Tone(progress)),
        CaseProgress.Closed => new(new("Ditutup", "Closed"), Tone(progress)),
        _ => throw new InvalidOperationException($"Unhandled {progress}."),
    };

    public static Cell Decision(PairDecision decision) => decision switch
    {
        PairDecision.SameCompany => new(new("Perusahaan yang sama", "Same company"), Reports.Tone.Good),
        PairDecision.DifferentBranch => new(new("Cabang berbeda", "Different branch"), Reports.Tone.Info),
        PairDecision.UserIdClash => new(new("User ID bentrok", "User ID clash"), Reports.Tone.Bad),
        PairDecision.SharedContact => new(new("Kontak bersama", "Shared contact"), Reports.Tone.Info),
        PairDecision.Review => new(new("Perlu keputusan petugas", "Needs a person's decision"), Reports.Tone.Wait),
        PairDecision.Unrelated => new(new("Tidak terkait", "Unrelated"), Reports.Tone.Info),
        _ => throw new InvalidOperationException($"Unhandled {decision}."),
    };

    public static Cell Verdict(FieldVerdict verdict, string? measure)
    {
        var words = PairWords.Of(verdict);
        return new(new(Capital(words.Indonesian), Capital(words.English) + (measure is null ? "" : $" · {measure}")), verdict switch
        {
            FieldVerdict.Agrees => Reports.Tone.Good,
            FieldVerdict.Similar or FieldVerdict.Unclear => Reports.Tone.Wait,
            FieldVerdict.Differs => Reports.Tone.Bad,
            FieldVerdict.Missing => Reports.Tone.Info,
            _ => throw new InvalidOperationException($"Unhandled {verdict}."),
        });
    }

    /// <summary>Words as the beginning of a line.</summary>
    public static Words Capital(Sentence words) => new(Capital(words.Indonesian), Capital(words.English));

    private static string Capital(string text) => string.Concat(char.ToUpperInvariant(text[0]).ToString(), text.AsSpan(1));

    public static Cell Notice(NoticeProgress status) => status switch
    {
        NoticeProgress.Waiting => new(new("Menunggu", "Waiting"), Reports.Tone.Wait),
        NoticeProgress.Sent => new(new("Terkirim", "Sent"), Reports.Tone.Good),
        NoticeProgress.Failed => new(new("Gagal", "Failed"), Reports.Tone.Bad),
        _ => throw new InvalidOperationException($"Unhandled {status}."),
    };
}
