using BackOffice.Rules;
using BackOffice.Rules.Matching;
using BackOffice.Workflows.Activation.Dossiers;

namespace BackOffice.Designer.Dossier;

/// <summary>One row of a pair's evidence as it is shown.</summary>
/// <param name="Name">The field; null for the row of the whole address.</param>
/// <param name="A">What one side has.</param>
/// <param name="B">What the other side has.</param>
/// <param name="NormalA">What that reads as; empty where it is what is shown already.</param>
/// <param name="NormalB">Likewise.</param>
/// <param name="Verdict">How they compare; null for the whole address, whose parts tell.</param>
/// <param name="IsPart">Whether it is read from a text that stands above it.</param>
internal sealed record EvidenceRow(
    Sentence? Name, IReadOnlyList<(string Text, bool Differs)> A, IReadOnlyList<(string Text, bool Differs)> B, string NormalA, string NormalB, FieldVerdict? Verdict, bool IsPart)
{
    private static readonly HashSet<string> AddressParts =
        ["street", "complex", "building", "house_number", "block", "kilometre", "gang", "unit", "hamlet", "rt_rw", "village", "district"];

    /// <summary>
    /// The rows of a pair. The address stands once, whole, above the parts that were read from it; another text that two fields are read from stands with the first, too.
    /// </summary>
    public static IReadOnlyList<EvidenceRow> Of(IEnumerable<CaseDossier.Field> fields)
    {
        List<EvidenceRow> rows = [];
        var address = false;
        var before = ("", "");
        foreach (var (name, line) in fields.Select(field => (field.Name, field.Line)))
        {
            var isPart = AddressParts.Contains(line.Field);
            if (isPart && !address)
            {
                rows.Add(Row(null, line.RawA, line.RawB, "", "", null, isPart: false));
                address = true;
            }
            isPart |= before == (line.RawA, line.RawB);
            rows.Add(isPart
                ? Row(name, line.NormalA, line.NormalB, "", "", line.Verdict, isPart)
                : Row(name, line.RawA, line.RawB, Unless(line.NormalA, line.RawA), Unless(line.NormalB, line.RawB), line.Verdict, isPart));
            before = (line.RawA, line.RawB);
        }
        return rows;
    }

    private static EvidenceRow Row(Sentence? name, string a, string b, string normalA, string normalB, FieldVerdict? verdict, bool isPart)
    {
        var (left, right) = WordDiff.Between(a, b);
        return new(name, left, right, normalA, normalB, verdict, isPart);
    }

    private static string Unless(string normal, string raw) => normal == raw ? "" : normal;
}
