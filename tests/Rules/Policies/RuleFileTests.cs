using System.Text;
using BackOffice.Rules.Policies;

namespace BackOffice.Rules.Tests.Policies;

/// <summary>A rule file that says anything but rules is refused with the line and the column, and nothing in it is skipped.</summary>
public sealed class RuleFileTests
{
    private const string Good = """
        [
          {
            "WorkflowName": "Trial",
            "Rules": [
              {
                "RuleName": "Known",
                "SuccessEvent": "yes",
                "Expression": "trial.Known == true",
                "Properties": { "Clause": "2.e", "Field": "name", "Indonesian": "Ya.", "English": "Yes." }
              }
            ]
          }
        ]
        """;

    [Fact]
    public void Good_file_is_taken_with_its_rules_and_its_version()
    {
        var set = LoadedRules.Loaded(PolicySet.Load(Good, TrialFacts.Catalogue));
        Assert.Equal(new PolicyRule("Trial", "Known", "trial.Known == true", "yes", "2.e", new("Ya.", "Yes."), "name") { Meaning = "(trial.Known == true)" }, Assert.Single(set.Rules));
        Assert.Equal(64, set.Digest.Length);
        Assert.Equal(set.Digest[..12], set.Version);
        Assert.Equal(set.Version, LoadedRules.Loaded(PolicySet.Load(Encoding.UTF8.GetBytes(Good), TrialFacts.Catalogue)).Version);
        Assert.NotEqual(set.Version, LoadedRules.Loaded(PolicySet.Load(Good + "\n", TrialFacts.Catalogue)).Version);
    }

    [Fact]
    public void Byte_order_mark_and_windows_line_ends_are_taken() =>
        Assert.Empty(TrialFacts.Problems("\uFEFF" + Good.ReplaceLineEndings("\r\n")));

    [Theory]
    // Not JSON
    [InlineData("", 1, 1, "no valid JSON")]
    [InlineData("[\n  {,", 2, 4, "no valid JSON")]
    [InlineData("[] x", 1, 4, "no valid JSON")]
    [InlineData("// rules\n[]", 1, 1, "no valid JSON")]
    [InlineData("{}", 1, 1, "must be a list of policies")]
    [InlineData("null", 1, 1, "must be a list of policies")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", 1, 33, "no valid JSON")]
    // Not these policies
    [InlineData("[]", 1, 1, "\"Trial\" is missing")]
    [InlineData("[ 5 ]", 1, 3, "must be an object with WorkflowName, GlobalParams, Rules")]
    [InlineData("[ { \"WorkflowName\": \"Trail\", \"Rules\": [] } ]", 1, 21, "\"Trail\" is unknown; there are: Trial")]
    [InlineData("[ { \"WorkflowName\": \"Trial\", \"Rules\": [] } ]", 1, 39, "has no rules")]
    [InlineData("[ { \"WorkflowName\": \"Trial\" } ]", 1, 3, "has no rules")]
    [InlineData("[ { \"Rules\": [] } ]", 1, 3, "WorkflowName must be a text")]
    public void What_is_no_rule_set_is_refused_with_its_place(string file, int line, int column, string reason)
    {
        var problem = TrialFacts.Problems(file).First(problem => problem.Sentence.English.Contains(reason, StringComparison.Ordinal));
        Assert.Equal((line, column), (problem.Position.Line, problem.Position.Column));
        Assert.Null(problem.Position.InExpression);
    }

    [Theory]
    // Texts that must be there
    [InlineData("\"RuleName\": \"Known\",", "", 5, 7, "RuleName must be a text")]
    [InlineData("\"Known\"", "\" \"", 6, 21, "RuleName must be a text")]
    [InlineData("\"SuccessEvent\": \"yes\",", "", 5, 7, "SuccessEvent must be a text")]
    [InlineData("\"trial.Known == true\"", "true", 8, 23, "Expression must be a text")]
    [InlineData("\"trial.Known == true\"", "\"\"", 8, 23, "Expression must be a text")]
    [InlineData("\"Clause\": \"2.e\", ", "", 9, 23, "Clause must be a text")]
    [InlineData("\"Indonesian\": \"Ya.\", ", "", 9, 23, "Indonesian must be a text")]
    [InlineData(", \"English\": \"Yes.\"", "", 9, 23, "English must be a text")]
    [InlineData("\"Yes.\"", "\"\"", 9, 91, "English must be a text")]
    [InlineData("{ \"Clause\": \"2.e\", \"Field\": \"name\", \"Indonesian\": \"Ya.\", \"English\": \"Yes.\" }", "[]", 9, 23, "must be an object")]
    // Values that the house does not know
    [InlineData("\"yes\"", "\"maybe\"", 7, 25, "The outcome \"maybe\" is unknown; there are: yes, no")]
    [InlineData("\"name\"", "\"nmae\"", 9, 51, "The field \"nmae\" is unknown; there are: name")]
    // Properties that would be skipped in silence
    [InlineData("\"Expression\"", "\"Expresion\"", 8, 9, "\"Expresion\" is unknown")]
    [InlineData("\"RuleName\"", "\"ruleName\"", 6, 9, "\"ruleName\" is unknown")]
    [InlineData("\"Field\"", "\"Feld\"", 9, 42, "\"Feld\" is unknown")]
    [InlineData("\"RuleName\": \"Known\",", "\"RuleName\": \"Known\", \"RuleName\": \"Other\",", 6, 30, "\"RuleName\" is written twice")]
    // Places that could carry an expression past the parser
    [InlineData("\"RuleName\"", "\"Actions\": { \"OnSuccess\": { \"Name\": \"OutputExpression\" } }, \"RuleName\"", 6, 9, "must not run actions")]
    [InlineData("\"RuleName\"", "\"GlobalParams\": [ ], \"RuleName\"", 6, 9, "stand beside Rules")]
    [InlineData("\"RuleName\"", "\"Operator\": \"Or\", \"RuleName\"", 8, 23, "not both")]
    [InlineData("\"RuleName\"", "\"Rules\": [ ], \"RuleName\"", 6, 18, "a list of two rules or more")]
    [InlineData("\"RuleName\"", "\"WorkflowsToInject\": [ \"x\" ], \"RuleName\"", 6, 9, "must not inject")]
    [InlineData("\"RuleName\"", "\"Enabled\": false, \"RuleName\"", 6, 9, "cannot be switched off")]
    [InlineData("\"RuleName\"", "\"ErrorMessage\": \"$(trial.Name)\", \"RuleName\"", 6, 9, "stands in Properties")]
    [InlineData("\"RuleName\"", "\"RuleExpressionType\": \"LambdaExpression\", \"RuleName\"", 6, 9, "cannot be chosen")]
    [InlineData("\"Rules\"", "\"LocalParams\": [ ], \"Rules\"", 4, 5, "stand within a rule")]
    [InlineData("\"Rules\"", "\"WorkflowsToInject\": [ \"x\" ], \"Rules\"", 4, 5, "must not inject")]
    public void What_is_no_rule_is_refused_with_its_place(string written, string instead, int line, int column, string reason)
    {
        var problems = TrialFacts.Problems(Good.Replace(written, instead, StringComparison.Ordinal));
        var problem = problems.First(problem => problem.Sentence.English.Contains(reason, StringComparison.Ordinal));
        Assert.Equal((line, column, "Trial"), (problem.Position.Line, problem.Position.Column, problem.Policy));
    }

    [Fact]
    public void Place_within_an_expression_is_the_place_in_the_file_also_behind_escapes()
    {
        var file = Good.Replace("trial.Known == true", "trial.Name == \\\"\\u0061\uD83D\uDE00\\\" && trial.Knwon", StringComparison.Ordinal);
        var position = Assert.Single(TrialFacts.Problems(file)).Position;
        Assert.Equal((8, 30), (position.Line, position.InExpression));
        Assert.Equal("Knwon", file.Split('\n')[7][(position.Column - 1)..][..5]);
    }

    [Fact]
    public void Two_rules_or_two_policies_of_one_name_are_refused()
    {
        var rule = Good[Good.IndexOf("{\n        \"RuleName\"", StringComparison.Ordinal)..(Good.IndexOf("}\n      }", StringComparison.Ordinal) + 9)];
        Assert.Contains("used twice", Assert.Single(TrialFacts.Problems(Good.Replace(rule, rule + "," + rule, StringComparison.Ordinal))).Sentence.English, StringComparison.Ordinal);
        Assert.Contains("written twice", Assert.Single(TrialFacts.Problems(Good[..^2] + "," + Good[2..])).Sentence.English, StringComparison.Ordinal);
    }

    [Fact]
    public void File_that_was_written_half_way_is_refused_wherever_it_ends()
    {
        for (var length = 0; length < Good.TrimEnd().Length; length++)
            Assert.NotEmpty(TrialFacts.Problems(Good[..length]));
    }

    [Fact]
    public void File_of_ten_megabytes_is_refused_unread()
    {
        Assert.Contains("larger than", Assert.Single(TrialFacts.Problems(new string(' ', 10_000_000) + Good)).Sentence.English, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_of_rules_and_length_of_texts_have_an_end()
    {
        Assert.Empty(TrialFacts.Problems(TrialFacts.File(Enumerable.Repeat("trial.Known", 200))));
        Assert.Contains("more than 200", Assert.Single(TrialFacts.Problems(TrialFacts.File(Enumerable.Repeat("trial.Known", 201)))).Sentence.English, StringComparison.Ordinal);
        Assert.Contains("at most 2000", Assert.Single(TrialFacts.Problems(TrialFacts.File(new string(' ', 2_000) + "trial.Known"))).Sentence.English, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x5B, 0x00 })]
    [InlineData(new byte[] { 0x5B, 0x22, 0xC3, 0x28, 0x22, 0x5D })]
    public void Other_encodings_are_refused(byte[] file) => Assert.Contains(
        "UTF-8", Assert.Single(Assert.IsType<PolicyLoad.Refused>(PolicySet.Load(file, TrialFacts.Catalogue)).Problems).Sentence.English, StringComparison.Ordinal);

    [Fact]
    public void Half_a_character_in_an_escape_is_refused() =>
        Assert.Contains("half a character", Assert.Single(TrialFacts.Problems(Good.Replace("\"Ya.\"", "\"\\ud800\"", StringComparison.Ordinal))).Sentence.English, StringComparison.Ordinal);
}
