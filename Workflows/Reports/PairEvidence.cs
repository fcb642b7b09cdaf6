using BackOffice.Rules.Matching;

namespace BackOffice.Workflows.Reports;

/// <summary>One judged pair with what a clerk has to agree or disagree with: the rule, its clause and version, and both sides of every field.</summary>
internal static class PairEvidence
{
    public static IEnumerable<Block> Blocks(int number, ReportedPair pair)
    {
        var decision = Wordings.Decision(pair.Decision);
        yield return new Block.Heading(2, $"{number}. {Name(pair.Left)} – {Name(pair.Right)}");
        yield return new Block.Facts(
        [
            new(new("Keputusan", "Decision"), decision.Text, decision.Tone),
            new(new("Aturan, klausul, versi", "Rule, clause, rule-set version"), $"{pair.Rule} · {pair.Clause} · {pair.RuleSetVersion}"),
            new(new("Arti aturan", "What the rule says"), pair.Meaning),
            .. pair.WeakLink is true ? [new Fact(Wordings.Capital(PairWords.WeakLink), Wordings.Capital(PairWords.WeakLinkMeaning), Tone.Wait)] : Array.Empty<Fact>(),
            .. pair.Verdict is { } verdict ? ByAPerson(verdict) : [],
        ]);
        yield return new Block.Table(
            "",
            [
                new(new("Isian", "Field"), 1.1),
                new(Side(pair.Left), 2.3),
                new(Side(pair.Right), 2.3),
                new(new("Hasil", "Result"), 0.9),
            ],
            pair.Evidence.Select(Cell[] (field) => [new(field.Field), Value(field.Left), Value(field.Right), Wordings.Verdict(field.Verdict, field.Measure)]));
    }

    private static Fact[] ByAPerson(ReportedVerdict verdict) =>
    [
        new(new("Diputuskan oleh", "Decided by"), verdict.By),
        new(new("Diputuskan pada", "Decided at"), Wordings.Instant(verdict.At)),
        new(new("Alasan", "Reason"), verdict.Reason),
    ];

    private static string Name(ReportedAccount account) => $"{account.UserId} ({account.SiteCode})";

    private static Words Side(ReportedAccount account) => new($"{account.UserId} · {Wordings.Site(account)}", account.Company);

    private static Cell Value(ComparedValue value) => new(value.Raw, Detail: value.Normalised is { } normalised ? "→ " + normalised : null);
}
