namespace BackOffice.Host.Tests.Clauses;

/// <summary>Every clause of sections 2 to 4 of the terms, and the note, has tests here or is named as missing.</summary>
public sealed class EveryClauseTests
{
    public static TheoryData<string> Clauses =>
        ["2.a", "2.b", "2.c", "2.d", "2.e", "2.f.1", "2.f.2.a", "2.f.2.b", "2.g", "2.h", "2.i", "3.a", "3.b", "4.a", "4.b", "4.c", "4.d", "note"];

    [Theory, MemberData(nameof(Clauses))]
    public void Clause_is_tested_or_named_as_missing(string clause)
    {
        var classes = typeof(EveryClauseTests).Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(EveryClauseTests).Namespace && type.Name.StartsWith(ClassOf(clause), StringComparison.OrdinalIgnoreCase) && type.Name.EndsWith("Tests", StringComparison.Ordinal))
            .Select(type => type.Name).ToList();
        var missing = ClausesStillMissing.All.GetValueOrDefault(clause);

        Assert.True(classes.Count > 0 != missing is not null, $"{clause} has {classes.Count} test classes, and is {(missing is null ? "not " : "")}named as missing.");
        TestContext.Current.TestOutputHelper!.WriteLine(missing is null ? $"{clause}: {string.Join(", ", classes)}" : $"{clause} is missing: {missing}");
    }

    private static string ClassOf(string clause) => clause == "note" ? "Note" : $"Clause{clause.Replace(".", "", StringComparison.Ordinal)}";
}
