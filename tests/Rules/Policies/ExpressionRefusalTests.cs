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
    [InlineData("trial.Count.ToString() == \"X\"", 12, "Only a fact that is a text has parts")]
    [InlineData("\"abc\".Length == trial.Count", 6, "Only a fact that is a text has parts")]
    [InlineData("max(trial.Count, 1) == 1", 1, "Functions are not allowed: max(…); there are np(…)")]
    // Functions
    [InlineData("np(trial.Name, \"\").Substring(1) == \"X\"", 20, "The function \"Substring\" is not allowed; there are: Contains, StartsWith,")]
    [InlineData("np(trial.Name, \"\").Startswith(\"X\")", 20, "did you mean StartsWith?")]
    [InlineData("np(trial.Name, \"\").StartsWith(\"\")", 31, "a fixed text that is not empty")]
    [InlineData("np(trial.Name, \"\").StartsWith(trial.Other)", 31, "a fixed text that is not empty")]
    [InlineData("np(trial.Name, \"\").StartsWith()", 31, "\")\" cannot stand here")]
    [InlineData("np(trial.Name, \"\").StartsWith(\"a\", true)", 34, "must be closed here")]
    [InlineData("np(trial.Name, \"\").Trim == \"\"", 25, "must be parentheses")]
    [InlineData("np(trial.Name, \"\").Trim(\"x\") == \"\"", 25, "must be closed here")]
    [InlineData("np(trial.Name, \"\").Length() == 1", 26, "\"(\" cannot stand here")]
    [InlineData("np(trial.Name, 5) == \"\"", 16, "a fixed value of the kind that the fact is")]
    [InlineData("np(trial.Name, null) == \"\"", 16, "a fixed value of the kind that the fact is")]
    [InlineData("np(trial.Age, 0.5) == 1", 15, "a fixed value of the kind that the fact is")]
    [InlineData("np(trial.Age, trial.Count) == 1", 15, "a fixed value of the kind that the fact is")]
    [InlineData("np(trial.Count, 0) == 1", 4, "never missing; write it without np")]
    [InlineData("np(trial.Name.Length, 0) == 1", 4, "functions stand outside")]
    [InlineData("np(5, 0) == 1", 4, "stands one fact alone")]
    [InlineData("np(trial.Age, 0", 16, "must be closed here")]
    [InlineData("np trial.Age == 1", 1, "\"np\" is unknown")]
    [InlineData("string.IsNullOrEmpty(\"a\")", 22, "must be a fact that is a text")]
    [InlineData("string.IsNullOrEmpty(trial.Count)", 22, "must be a fact that is a text")]
    [InlineData("string.Concat(trial.Name) == \"\"", 8, "The function \"Concat\" is not allowed; there are: IsNullOrEmpty,")]
    [InlineData("trial.Name.Length > 3", 1, "may be missing; write trial.Name != null && … first, so that it is clear what holds without it, or np(trial.Name, \"\")")]
    [InlineData("trial.Name.ToUpper() == \"X\"", 1, "may be missing")]
    [InlineData("string.IsNullOrEmpty(trial.Name) && trial.Name.Length > 3", 37, "may be missing")]
    [InlineData("string.IsNullOrEmpty(trial.Name.Trim())", 22, "may be missing")]
    // Arithmetic
    [InlineData("trial.Name + \"a\" == \"a\"", 1, "Only numbers can be calculated with")]
    [InlineData("trial.Count + trial.Known == 1", 15, "Only numbers can be calculated with")]
    [InlineData("trial.Count + null == 1", 15, "Only numbers can be calculated with")]
    [InlineData("-trial.Name == \"a\"", 2, "Only numbers can be calculated with")]
    [InlineData("trial.Count / 0 > 1", 13, "A division by zero")]
    [InlineData("trial.Share % 0.0 > 1", 13, "A division by zero")]
    [InlineData("1 / 0 == trial.Count", 3, "A division by zero")]
    [InlineData("trial.Total > 9223372036854775807 + 1", 35, "too large")]
    [InlineData("trial.Total > -(-9223372036854775808)", 15, "too large")]
    [InlineData("1 + 1 == 2", 7, "always the same")]
    [InlineData("trial.Age + 1 > 5", 1, "may be missing; write trial.Age != null && … first, so that it is clear what holds without it, or np(trial.Age, 0)")]
    [InlineData("trial.Count == 5 - trial.Age", 20, "may be missing")]
    [InlineData("-trial.Likeness == 1", 2, "may be missing")]
    [InlineData("trial.Count + 1", 1, "must be a condition")]
    [InlineData("trial.Known + 1", 1, "Only numbers")]
    [InlineData("!trial.Count + 1 > 2", 2, "must be a condition")]
    [InlineData("trial.Count +", 14, "not finished")]
    [InlineData("trial.Count ** 2 == 4", 14, "\"*\" cannot stand here")]
    [InlineData("trial.Count++ == 4", 13, "\"+\" cannot stand here")]
    [InlineData("+trial.Count == 4", 1, "\"+\" cannot stand here")]
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
    [InlineData("trial.Name in (\"a\", \"b\")", 12, "\"in\" cannot stand here")]
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
    [InlineData("trial.Share > 0,5", 16, "decimals are written with a point")]
    [InlineData("trial.Total == 5L", 16, "0-9 and a decimal point only")]
    [InlineData("trial.Total == 9223372036854775808", 16, "too large")]
    [InlineData("trial.Total == 999999999999999999999", 16, "longer than 20")]
    [InlineData("trial.Count == --5", 17, "\"-\" cannot stand here")]
    [InlineData("trial.Share == NaN", 16, "\"NaN\" is unknown")]
    // Operators that other languages have
    [InlineData("trial.Known & trial.Known", 13, "Write &&")]
    [InlineData("trial.Known | trial.Known", 13, "Write ||")]
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
    public void Deepest_expression_fits_on_the_stack_of_an_ordinary_thread()
    {
        var (sum, nested) = ("trial.Count" + string.Concat(Enumerable.Repeat(" + trial.Count", 38)), "trial.Known");
        for (var level = 0; level < 6; level++)
            nested = $"!(trial.Count > {level} && (trial.Known || {nested}))";
        var problems = new List<string>();
        // As small as a thread gets anywhere.
        var thread = new Thread(() => problems.AddRange(TrialFacts.Problems(TrialFacts.File($"{sum} > 0", nested)).Select(problem => problem.ToString())), 512 * 1024);
        thread.Start();
        thread.Join();
        Assert.Empty(problems);
        Assert.Contains("too l", Assert.Single(TrialFacts.Problems(TrialFacts.File($"{sum} + trial.Count > 0"))).Sentence.English, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_broken_rule_of_a_file_is_found_at_once() =>
        Assert.Equal(["R0", "R2"], TrialFacts.Problems(TrialFacts.File("trial.Nme == \"a\"", "trial.Known", "trial.Known &&")).Select(problem => problem.Rule));
}
