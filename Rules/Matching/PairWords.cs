using System.Text;

namespace BackOffice.Rules.Matching;

/// <summary>The words in which a pair explains itself: the same in <c>pairs.csv</c>, in the API, on screens and in reports.</summary>
public static class PairWords
{
    /// <summary>What a pair is called that holds its group together alone.</summary>
    public static Sentence WeakLink { get; } = new("penghubung tunggal", "weak link");

    /// <summary>What that means.</summary>
    public static Sentence WeakLinkMeaning { get; } = new("tanpa pasangan ini kelompoknya terpisah", "without this pair its group falls apart");

    /// <summary>How a field compares, in one or two words.</summary>
    public static Sentence Of(FieldVerdict verdict) => verdict switch
    {
        FieldVerdict.Agrees => new("sama", "agrees"),
        FieldVerdict.Similar => new("mirip", "similar"),
        FieldVerdict.Unclear => new("belum jelas", "unclear"),
        FieldVerdict.Missing => new("tidak ada", "missing"),
        FieldVerdict.Differs => new("berbeda", "differs"),
        _ => throw new InvalidOperationException($"Unhandled field verdict {verdict}."),
    };

    /// <summary>
    /// All evidence in one line: each field with its verdict, what both sides registered and, behind an arrow, what that reads as:
    /// <c>npwp agrees [01.482.917.0-331.000 → 014829170 | 014829170331000 → 014829170]; street similar […]</c>. A text that several fields are read from is written once.
    /// </summary>
    /// <param name="evidence">The evidence.</param>
    /// <param name="isWeakLink">Whether the pair holds its group together alone.</param>
    public static string Line(IReadOnlyList<FieldEvidence> evidence, bool isWeakLink)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        var line = new StringBuilder();
        var (shownA, shownB) = ("", "");
        foreach (var field in evidence)
        {
            line.Append(line.Length > 0 ? "; " : "").Append(field.Field).Append(' ').Append(Of(field.Verdict).English).Append(" [");
            Side(line, field.RawA, field.NormalA, ref shownA);
            line.Append(" | ");
            Side(line, field.RawB, field.NormalB, ref shownB);
            line.Append(']');
        }
        if (isWeakLink)
            line.Append("; ").Append(WeakLink.English).Append(": ").Append(WeakLinkMeaning.English);
        return line.ToString();
    }

    private static void Side(StringBuilder line, string raw, string normal, ref string shown)
    {
        if (raw != shown && raw != normal && raw.Length > 0)
        {
            shown = raw;
            foreach (var c in raw)
                line.Append(char.IsControl(c) ? ' ' : c);
            line.Append(" → ");
        }
        line.Append(normal.Length > 0 ? normal : "-");
    }
}
