using BackOffice.Rules.Policies;

namespace BackOffice.Rules.Tests.Policies;

/// <summary>Thresholds and measures can have a name, for a policy or for one rule, and a rule can be made of rules.</summary>
public sealed class NamedValueTests
{
    private const string Known = """{ "RuleName": "A", "Expression": "trial.Known" }""";

    [Theory]
    [InlineData("""[ { "Name": "enough", "Expression": "0.93" } ]""", "trial.Share >= enough", "(trial.Share >= 0.93)")]
    [InlineData("""[ { "Name": "enough", "Expression": "-5" }, { "Name": "twice", "Expression": "enough * 2" } ]""", "trial.Count > twice", "(trial.Count > -10)")]
    [InlineData("""[ { "Name": "half", "Expression": "np(trial.Age, 0) / 2" } ]""", "half > 3 && half < 5", "((RealNumbers.Divide(WholeNumbers.Or(trial.Age, 0), 2.0) > 3.0) && (RealNumbers.Divide(WholeNumbers.Or(trial.Age, 0), 2.0) < 5.0))")]
    [InlineData("""[ { "Name": "name", "Expression": "np(trial.Name, \"\").Trim()" } ]""", "name.Length > 3 || name == \"x\"", "((Texts.Length(Texts.Trim(Texts.Or(trial.Name, \"\"))) > 3) || (Texts.Trim(Texts.Or(trial.Name, \"\")) == \"x\"))")]
    [InlineData("""[ { "Name": "sure", "Expression": "trial.Sure == true || trial.Known" } ]""", "sure && !sure", "(((trial.Sure == true) || trial.Known) && !(((trial.Sure == true) || trial.Known)))")]
    [InlineData("""[ { "Name": "age", "Expression": "trial.Age" } ]""", "age != null && age > 3", "((trial.Age != null) && (trial.Age > 3))")]
    [InlineData("""[ { "Name": "form", "Expression": "\"PT \"" } ]""", "np(trial.Name, \"\").StartsWith(form)", "Texts.StartsWith(Texts.Or(trial.Name, \"\"), \"PT \")")]
    public void Named_value_is_put_in_where_it_is_named(string values, string expression, string meaning)
    {
        Assert.Equal(meaning, Rule(File(values, expression, "")).Meaning);
        Assert.Equal(meaning, Rule(File("", expression, values)).Meaning);
    }

    [Theory]
    [InlineData("""[ { "Name": "a", "Expression": "trial.Knwon" } ]""", "trial.Known", "did you mean trial.Known?", 7)]
    [InlineData("""[ { "Name": "a", "Expression": "trial.Age + 1" } ]""", "trial.Known", "may be missing", 1)]
    [InlineData("""[ { "Name": "a", "Expression": "null" } ]""", "trial.Known", "null is no value", 1)]
    [InlineData("""[ { "Name": "a", "Expression": "b" }, { "Name": "b", "Expression": "1" } ]""", "trial.Known", "\"b\" is unknown", 1)]
    [InlineData("""[ { "Name": "a", "Expression": "a + 1" } ]""", "trial.Known", "\"a\" is unknown", 1)]
    [InlineData("""[ { "Name": "trial", "Expression": "1" } ]""", "trial.Known", "cannot name a value", null)]
    [InlineData("""[ { "Name": "and", "Expression": "1" } ]""", "trial.Known", "cannot name a value", null)]
    [InlineData("""[ { "Name": "np", "Expression": "1" } ]""", "trial.Known", "cannot name a value", null)]
    [InlineData("""[ { "Name": "string", "Expression": "1" } ]""", "trial.Known", "cannot name a value", null)]
    [InlineData("""[ { "Name": "a b", "Expression": "1" } ]""", "trial.Known", "cannot name a value", null)]
    [InlineData("""[ { "Name": "\u0430", "Expression": "1" } ]""", "trial.Known", "cannot name a value", null)]
    [InlineData("""[ { "Name": "a", "Expression": "1" }, { "Name": "A", "Expression": "2" } ]""", "trial.Known", "already used", null)]
    [InlineData("""[ { "Name": "a" } ]""", "trial.Known", "Expression must be a text", null)]
    [InlineData("""[ { "Name": "a", "Expression": 5 } ]""", "trial.Known", "Expression must be a text", null)]
    [InlineData("""[ { "Name": "a", "Value": "5", "Expression": "5" } ]""", "trial.Known", "\"Value\" is unknown", null)]
    [InlineData("""{ "a": "5" }""", "trial.Known", "must be a list of named values", null)]
    [InlineData("""[ { "Name": "enough", "Expression": "5" } ]""", "trial.Count > enouhg", "did you mean enough?", 15)]
    [InlineData("""[ { "Name": "enough", "Expression": "5" } ]""", "trial.Count > trial.enough", "There is no fact \"enough\"", 21)]
    [InlineData("""[ { "Name": "yes", "Expression": "true" } ]""", "trial.Known && yes", "must be a condition", 16)]
    [InlineData("""[ { "Name": "a", "Expression": "5" } ]""", "a > 3", "always the same", 3)]
    public void Named_value_that_is_none_is_refused_at_its_place(string values, string expression, string reason, int? character)
    {
        foreach (var file in new[] { File(values, expression, ""), File("", expression, values) })
        {
            var problem = Assert.Single(TrialFacts.Problems(file));
            Assert.Contains(reason, problem.Sentence.English, StringComparison.Ordinal);
            Assert.Equal(character, problem.Position.InExpression);
        }
    }

    [Fact]
    public void What_names_a_refused_value_says_so() =>
        Assert.Contains("\"a\" is itself refused; mend it first", TrialFacts.Problems(File("""[ { "Name": "a", "Expression": "trial.Cuont" } ]""", "trial.Count > a", ""))[1].Sentence.English, StringComparison.Ordinal);

    [Fact]
    public void Value_of_one_rule_is_unknown_to_the_next()
    {
        var problem = Assert.Single(TrialFacts.Problems(Policy("", Rule("R0", """ "LocalParams": [ { "Name": "a", "Expression": "5" } ], "Expression": "trial.Count > a" """), Rule("R1", """ "Expression": "trial.Count > a" """))));
        Assert.Equal(("R1", 15), (problem.Rule, problem.Position.InExpression));
    }

    [Fact]
    public void Few_names_cannot_stand_for_an_endless_expression()
    {
        // Each doubles the one before: thirty of them would be a billion parts.
        var doubling = Enumerable.Range(1, 30).Select(i => $$"""{ "Name": "a{{i}}", "Expression": "a{{i - 1}} + a{{i - 1}}" }""").Prepend("""{ "Name": "a0", "Expression": "trial.Count" }""");
        var problem = TrialFacts.Problems(File($"[ {string.Join(",", doubling)} ]", "trial.Count > a30", ""))[0];
        Assert.Contains("too large: at most 1000 parts", problem.Sentence.English, StringComparison.Ordinal);
        var many = Enumerable.Range(1, 51).Select(i => $$"""{ "Name": "a{{i}}", "Expression": "{{i}}" }""");
        Assert.Contains("at most 50 named values", Assert.Single(TrialFacts.Problems(File($"[ {string.Join(",", many)} ]", "trial.Known", ""))).Sentence.English, StringComparison.Ordinal);
        var hundred = string.Join(" + ", Enumerable.Repeat("trial.Count", 30));
        var heavy = Enumerable.Range(0, 190).Select(i => Rule($"R{i}", """ "Expression": "sum > 1 || sum > 2 || sum > 3" """));
        Assert.Contains("more than 20000 parts", Assert.Single(TrialFacts.Problems(Policy($$""" "GlobalParams": [ { "Name": "sum", "Expression": "{{hundred}}" } ], """, heavy))).Sentence.English, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("And", "&&", "((trial.Known && (trial.Count > 5)) && (trial.Known || (trial.Sure == true)))")]
    [InlineData("AndAlso", "&&", "((trial.Known && (trial.Count > 5)) && (trial.Known || (trial.Sure == true)))")]
    [InlineData("Or", "||", "((trial.Known && (trial.Count > 5)) || (trial.Known || (trial.Sure == true)))")]
    [InlineData("OrElse", "||", "((trial.Known && (trial.Count > 5)) || (trial.Known || (trial.Sure == true)))")]
    public async Task Rule_can_be_made_of_rules(string operation, string sign, string meaning)
    {
        var file = Policy("", Rule("R0", $$"""
            "LocalParams": [ { "Name": "enough", "Expression": "5" } ],
            "Operator": "{{operation}}",
            "Rules": [
              { "RuleName": "A", "Expression": "trial.Known && trial.Count > enough" },
              { "RuleName": "B", "Operator": "Or", "LocalParams": [ { "Name": "sure", "Expression": "np(trial.Sure, false)" } ],
                "Rules": [ { "RuleName": "C", "Expression": "trial.Known" }, { "RuleName": "D", "Expression": "sure" } ] } ]
            """));
        var rule = Rule(file);
        Assert.Equal((meaning, $"(trial.Known && trial.Count > enough) {sign} ((trial.Known) || (sure))"), (rule.Meaning, rule.Expression));
        var outcome = await LoadedRules.Loaded(PolicySet.Load(file, TrialFacts.Catalogue)).EvaluateAsync("Trial", new TrialFacts { Sure = true }, TestContext.Current.CancellationToken);
        Assert.Equal(sign == "||", outcome.Results[0].Holds);
    }

    [Theory]
    [InlineData(""" "Operator": "Xor", "Rules": [ %, % ] """, "must be And, AndAlso, Or or OrElse")]
    [InlineData(""" "Operator": "or", "Rules": [ %, % ] """, "must be And, AndAlso, Or or OrElse")]
    [InlineData(""" "Rules": [ %, % ] """, "must be And, AndAlso, Or or OrElse")]
    [InlineData(""" "Operator": "Or" """, "a list of two rules or more")]
    [InlineData(""" "Operator": "Or", "Rules": [ % ] """, "a list of two rules or more")]
    [InlineData(""" "Operator": "Or", "Rules": "x" """, "a list of two rules or more")]
    [InlineData(""" "Operator": "Or", "Rules": [ %, % ], "Expression": "trial.Known" """, "not both")]
    [InlineData(""" "Operator": "Or", "Rules": [ %, 5 ] """, "must be an object with RuleName")]
    [InlineData(""" "Operator": "Or", "Rules": [ %, { "Expression": "trial.Known" } ] """, "RuleName must be a text")]
    [InlineData(""" "Operator": "Or", "Rules": [ %, { "RuleName": "B" } ] """, "Expression must be a text")]
    [InlineData(""" "Operator": "Or", "Rules": [ %, { "RuleName": "B", "Expression": "trial.Known", "SuccessEvent": "no" } ] """, "Only the outermost rule has an outcome")]
    [InlineData(""" "Operator": "Or", "Rules": [ %, { "RuleName": "B", "Expression": "trial.Known", "Properties": {} } ] """, "Only the outermost rule has sentences")]
    [InlineData(""" "Operator": "Or", "Rules": [ %, { "RuleName": "B", "Expression": "trial.Known", "Enabled": false } ] """, "cannot be switched off")]
    [InlineData(""" "Operator": "Or", "Rules": [ %, { "RuleName": "B", "Expression": "trial.Known", "Actions": { "OnSuccess": { "Name": "EvaluateRule" } } } ] """, "must not run actions")]
    [InlineData(""" "Operator": "Or", "Rules": [ %, { "RuleName": "B", "Expression": "trial.Known", "WorkflowsToInject": [ "x" ] } ] """, "must not inject")]
    [InlineData(""" "Operator": "Or", "Rules": [ { "RuleName": "B", "Expression": "trial.Age != null" }, { "RuleName": "C", "Expression": "trial.Age > 5" } ] """, "may be missing")]
    public void Rule_that_is_badly_made_of_rules_is_refused(string rule, string reason) =>
        Assert.Contains(reason, Assert.Single(TrialFacts.Problems(Policy("", Rule("R0", rule.Replace("%", Known, StringComparison.Ordinal))))).Sentence.English, StringComparison.Ordinal);

    [Fact]
    public void Finding_in_a_rule_within_rules_names_the_way_to_it()
    {
        var problem = Assert.Single(TrialFacts.Problems(Policy("", Rule("R0", $$""" "Operator": "Or", "Rules": [ {{Known}}, { "RuleName": "B", "Expression": "trial.Knwon" } ] """))));
        Assert.Equal(("R0/B", 7), (problem.Rule, problem.Position.InExpression));
    }

    [Theory]
    [InlineData(5, 0)]
    [InlineData(6, 1)]
    public void Rules_within_rules_have_an_end(int levels, int problems)
    {
        var rule = Known;
        for (var level = 1; level < levels - 1; level++)
            rule = $$"""{ "RuleName": "L", "Operator": "Or", "Rules": [ {{Known}}, {{rule}} ] }""";
        Assert.Equal(problems, TrialFacts.Problems(Policy("", Rule("R0", $$""" "Operator": "Or", "Rules": [ {{Known}}, {{rule}} ] """))).Count);
    }

    [Fact]
    public void Rules_within_rules_count_as_rules()
    {
        var rule = Rule("R", $$""" "Operator": "Or", "Rules": [ {{string.Join(",", Enumerable.Repeat(Known, 9))}} ] """);
        Assert.Empty(TrialFacts.Problems(Policy("", Enumerable.Range(0, 20).Select(i => rule.Replace("\"R\"", $"\"R{i}\"", StringComparison.Ordinal)))));
        Assert.Contains("more than 200 rules", Assert.Single(TrialFacts.Problems(Policy("", Enumerable.Range(0, 21).Select(i => rule.Replace("\"R\"", $"\"R{i}\"", StringComparison.Ordinal))))).Sentence.English, StringComparison.Ordinal);
    }

    [Fact]
    public void Expression_of_an_action_is_read_too()
    {
        var problems = TrialFacts.Problems(Policy("", Rule("R0", """
            "Expression": "trial.Known",
            "Actions": { "OnSuccess": { "Name": "OutputExpression", "Context": { "Expression": "trial.Wealth * 2" } }, "OnFailure": { "Name": "EvaluateRule", "Context": { "additionalInputs": [ { "Name": "x", "Expression": "\"x\".PadLeft(9)" } ] } } }
            """)));
        Assert.Equal(3, problems.Count);
        Assert.Contains("must not run actions", problems[0].Sentence.English, StringComparison.Ordinal);
        Assert.Equal([7, 4], problems.Skip(1).Select(problem => problem.Position.InExpression));
    }

    [Fact]
    public void Who_types_a_condition_is_told_what_the_file_would_be_told()
    {
        NamedExpression[] names = [new("enough", "0.93"), new("sure", "trial.Share > enough")];
        Assert.Null(ExpressionCheck.Of("trial.Known && sure", TrialFacts.Shape, names));
        var finding = ExpressionCheck.Of("trial.Known && sur", TrialFacts.Shape, names)!;
        Assert.Equal((null, 16), (finding.Name, finding.Character));
        Assert.Contains("did you mean sure?", finding.Sentence.English, StringComparison.Ordinal);
        Assert.Equal(("sure", 15), ExpressionCheck.Of("sure", TrialFacts.Shape, [new("sure", "trial.Share > enough")]) is { } inName ? (inName.Name, inName.Character) : default);
    }

    private static PolicyRule Rule(string file) => Assert.Single(LoadedRules.Loaded(PolicySet.Load(file, TrialFacts.Catalogue)).Rules);

    private static string File(string globals, string expression, string locals) => Policy(
        globals is "" ? "" : $$""" "GlobalParams": {{globals}}, """,
        Rule("R0", $"{(locals is "" ? "" : $""" "LocalParams": {locals}, """)} \"Expression\": {System.Text.Json.JsonSerializer.Serialize(expression)}"));

    private static string Rule(string name, string rest) =>
        $$"""{ "RuleName": "{{name}}", "SuccessEvent": "yes", {{rest}}, "Properties": { "Clause": "2.e", "Indonesian": "Ya.", "English": "Yes." } }""";

    private static string Policy(string globals, params IEnumerable<string> rules) => $$"""[ { "WorkflowName": "Trial", {{globals}} "Rules": [ {{string.Join(",", rules)}} ] } ]""";
}
