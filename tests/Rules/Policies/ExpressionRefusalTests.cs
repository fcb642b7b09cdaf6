namespace BackOffice.Rules.Tests.Policies;

/// <summary>What is no rule is refused when the file is read, with the character at which it stops being one.</summary>
public sealed class ExpressionRefusalTests
{
    [Theory]
    // Names
    [InlineData("trial.Knwon", 7, "did you mean trial.Known?")]
    [InlineData("trial.known", 7, "did you mean trial.Known?")]
    [InlineData("trial.Wealth == 1", 7, "There is no fact \"Wealth\"; there are: Name, Other,")]
    [InlineData("Known", 1, "a fact is written as trial.Name")]
    [InlineData("Trial.Known", 1, "\"Trial\" is unknown")]
    [InlineData("it.Known", 1, "\"it\" is unknown")]
    [InlineData("trial == null", 1, "\"trial\" is unknown")]
    [InlineData("trial.", 7, "There is no fact")]
    [InlineData("trial.Name.Length > 3", 11, "A fact has no parts")]
    [InlineData("trial.Name.ToUpper() == \"X\"", 11, "A fact has no parts")]
    [InlineData("np(trial.Name) == \"X\"", 1, "Functions are not allowed: np(…)")]
    // Shape
    [InlineData("trial.Known &&", 15, "not finished")]
    [InlineData("trial.Count ==", 15, "not finished")]
    [InlineData("(trial.Known", 1, "not closed")]
    [InlineData("trial.Known)", 12, "\")\" cannot stand here")]
    [InlineData("trial.Known trial.Known", 13, "cannot stand here")]
    [InlineData("&& trial.Known", 1, "cannot stand here")]
    [InlineData("0 < trial.Count < 5", 17, "Compare two values only")]
    [InlineData("!trial.Known == trial.Known", 14, "applies to the left side only")]
    [InlineData("not trial.Known eq trial.Known", 17, "applies to the left side only")]
    [InlineData("trial.Count == 5 ? true : false", 18, "The character ? is not allowed")]
    [InlineData("trial.Name in (\"a\", \"b\")", 19, "The character , is not allowed")]
    [InlineData("trial.Name in (\"a\")", 12, "\"in\" cannot stand here")]
    // Types
    [InlineData("trial.Count", 1, "must be a condition")]
    [InlineData("true", 1, "must be a condition")]
    [InlineData("trial.Known && true", 16, "must be a condition")]
    [InlineData("!trial.Count", 2, "must be a condition")]
    [InlineData("trial.Sure", 1, "may be missing; compare it with true or false")]
    [InlineData("trial.Count == \"5\"", 13, "A number cannot be compared with Text")]
    [InlineData("trial.Name == 5", 12, "Text cannot be compared with A number")]
    [InlineData("trial.Known == 1", 13, "True/false cannot be compared with A number")]
    [InlineData("trial.Name > \"b\"", 12, "Only numbers can be less or greater")]
    [InlineData("trial.Known > false", 13, "Only numbers can be less or greater")]
    [InlineData("trial.Count == null", 13, "never missing")]
    [InlineData("null == trial.Known", 6, "never missing")]
    [InlineData("null < trial.Age", 6, "Only == and != mean something with null")]
    [InlineData("trial.Age > null", 11, "Only == and != mean something with null")]
    [InlineData("1 == 1", 3, "always the same")]
    [InlineData("null == null", 6, "always the same")]
    // Missing numbers (decision 11: nothing is no "no")
    [InlineData("trial.Likeness >= 0.8", 1, "may be missing; write trial.Likeness != null && …")]
    [InlineData("trial.Known && 18 <= trial.Age", 22, "may be missing")]
    [InlineData("trial.Age != null || trial.Age > 5", 22, "may be missing")]
    [InlineData("trial.Age == null && trial.Age > 5", 22, "may be missing")]
    [InlineData("trial.Age > 5 && trial.Age != null", 1, "may be missing")]
    [InlineData("trial.Likeness != null && trial.Age > 5", 27, "may be missing")]
    [InlineData("(trial.Age != null || trial.Known) && trial.Age > 5", 39, "may be missing")]
    // Literals
    [InlineData("trial.Name == 'a'", 15, "double quotes")]
    [InlineData("trial.Name == \"a", 15, "not closed")]
    [InlineData("trial.Name == \"a\" \"b\"", 19, "cannot stand here")]
    [InlineData("trial.Name == \"a\\n\"", 17, "Only \" or \\ may follow")]
    [InlineData("trial.Name == \"\\x41\"", 16, "Only \" or \\ may follow")]
    [InlineData("trial.Count == 0x1F", 16, "0-9 and a decimal point only")]
    [InlineData("trial.Share > 1e3", 15, "0-9 and a decimal point only")]
    [InlineData("trial.Share > 1.", 15, "0-9 and a decimal point only")]
    [InlineData("trial.Share > .5", 15, "cannot stand here")]
    [InlineData("trial.Share > 0,5", 16, "The character , is not allowed")]
    [InlineData("trial.Total == 5L", 16, "0-9 and a decimal point only")]
    [InlineData("trial.Total == 9223372036854775808", 16, "too large")]
    [InlineData("trial.Total == 999999999999999999999", 16, "longer than 20")]
    [InlineData("trial.Count == --5", 16, "\"-\" cannot stand here")]
    [InlineData("trial.Share == NaN", 16, "\"NaN\" is unknown")]
    // Operators that other languages have
    [InlineData("trial.Known & trial.Known", 13, "Write &&")]
    [InlineData("trial.Known | trial.Known", 13, "Write ||")]
    [InlineData("trial.Count + 1 > 2", 13, "Arithmetic is not supported")]
    [InlineData("trial.Count - 1 > 2", 13, "\"-\" cannot stand here")]
    [InlineData("trial.Count mod 2 == 0", 13, "\"mod\" cannot stand here")]
    [InlineData("trial.Count << 2 == 4", 13, "The character < is not allowed")]
    [InlineData("trial.Count => 2", 13, "The character = is not allowed")]
    [InlineData("trial.Name ?? \"a\" == \"a\"", 12, "The character ? is not allowed")]
    [InlineData("trial[\"Name\"] == \"a\"", 6, "The character [ is not allowed")]
    [InlineData("trial.Known; trial.Known", 12, "The character ; is not allowed")]
    public void Expression_is_refused_at_its_place(string expression, int character, string reason)
    {
        var problem = Assert.Single(TrialFacts.Problems(TrialFacts.File(expression)));
        Assert.Contains(reason, problem.Sentence.English, StringComparison.Ordinal);
        Assert.Equal((character, "Trial", "R0"), (problem.Position.InExpression, problem.Policy, problem.Rule));
        Assert.NotEqual(problem.Sentence.English, problem.Sentence.Indonesian);
    }

    [Theory]
    [InlineData("trial.Known \u00A0&& trial.Known", 13, "U+00A0")]
    [InlineData("trial.Kn\u043Ewn", 9, "U+043E")]
    [InlineData("tri\u200Bal.Known", 4, "U+200B")]
    [InlineData("trial.Count == \u0665", 16, "U+0665")]
    [InlineData("trial.Count \uFF1D 5", 13, "U+FF1D")]
    [InlineData("trial.Known \0", 13, "U+0000")]
    [InlineData("trial.Name == \"a\u202Eb\"", 17, "U+202E")]
    [InlineData("trial.Name == \"a\u200Db\"", 17, "U+200D")]
    [InlineData("trial.Name == \"a\u00A0b\"", 17, "U+00A0")]
    [InlineData("trial.Name == \"a\u0007b\"", 17, "U+0007")]
    [InlineData("trial.Name == \"e\u0301\"", 15, "type it as one letter")]
    public void Characters_that_hide_or_pass_for_others_are_named(string expression, int character, string reason)
    {
        var problem = Assert.Single(TrialFacts.Problems(TrialFacts.File(expression)));
        Assert.Contains(reason, problem.Sentence.English, StringComparison.Ordinal);
        Assert.Equal(character, problem.Position.InExpression);
    }

    [Theory]
    [InlineData(20, 0)]
    [InlineData(21, 1)]
    [InlineData(900, 1)]
    public void Nesting_has_an_end(int levels, int problems) =>
        Assert.Equal(problems, TrialFacts.Problems(TrialFacts.File(new string('(', levels) + "trial.Known" + new string(')', levels))).Count);

    [Fact]
    public void Long_chains_and_many_negations_cannot_overflow_the_stack()
    {
        Assert.Empty(TrialFacts.Problems(TrialFacts.File(string.Join("||", Enumerable.Repeat("trial.Known", 150)))));
        Assert.Single(TrialFacts.Problems(TrialFacts.File(new string('!', 1_900) + "trial.Known")));
        Assert.Single(TrialFacts.Problems(TrialFacts.File(new string('(', 2_000))));
    }

    [Fact]
    public void Every_broken_rule_of_a_file_is_found_at_once() =>
        Assert.Equal(["R0", "R2"], TrialFacts.Problems(TrialFacts.File("trial.Nme == \"a\"", "trial.Known", "trial.Known &&")).Select(problem => problem.Rule));
}
