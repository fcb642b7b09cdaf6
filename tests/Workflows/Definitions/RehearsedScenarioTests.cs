using BackOffice.Rules;
using BackOffice.Workflows.Definitions.Rehearsals;

namespace BackOffice.Workflows.Tests.Definitions;

/// <summary>What came of a rehearsal, as it lies in the database.</summary>
public sealed class RehearsedScenarioTests
{
    [Fact]
    public void Outcome_is_read_in_both_languages()
    {
        IReadOnlyList<RehearsedScenario> played = [new(new("Penyedia menunda", "A provider postpones"), "2.d", new("diharapkan 1, ditemukan 0", "expected 1, found 0")), new(new("Baik", "Well"), null, null)];

        Assert.Equal(played, RehearsedScenario.Read(RehearsedScenario.Write(played)));
    }

    [Fact]
    public void Outcome_from_before_there_were_two_languages_is_read_as_it_was_written() =>
        Assert.Equal(
            [new(new("A provider postpones", "A provider postpones"), "2.d", new Sentence("expected 1", "expected 1"))],
            RehearsedScenario.Read("""[{"Name":"A provider postpones","Clause":"2.d","Problem":"expected 1"}]"""));
}
