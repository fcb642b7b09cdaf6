using System.Text;
using CsCheck;

namespace BackOffice.Rules.Tests.Policies;

/// <summary>Expressions that were written to do something else than decide. None is compiled, and so none runs.</summary>
public sealed class HostileExpressionTests
{
    [Theory]
    // Measured to run in RulesEngine 6.0.1 with AutoRegisterInputType off
    [InlineData("trial.GetType().Assembly.Location != null")]
    [InlineData("Enumerable.Range(0, int.MaxValue).Where(x => x % 2 == 0).Count() > 0")]
    [InlineData("\"x\".PadLeft(1000000000).Length > 0")]
    // Reflection, as in the advisories on System.Linq.Dynamic.Core (CVE-2023-32571)
    [InlineData("\"\".GetType().Assembly.GetType(\"System.Diagnostics.Process\") != null")]
    [InlineData("c => string.Join(\"\", \"\".GetType().Assembly.DefinedTypes.Select(t => t.Name)).Length > 0")]
    [InlineData("\"\".GetType().Assembly.DefinedTypes.Where(it.Name == \"AppDomain\").First().DeclaredMethods.Any()")]
    [InlineData("trial.Name.GetType().Module.ToString() == \"\"")]
    [InlineData("typeof(string) != null")]
    [InlineData("Type.GetType(\"System.Console\") != null")]
    [InlineData("\"System.DateTime\"(trial.Name) != null")]
    [InlineData("System.Type.GetType(\"System.IO.File\").GetMethods().Length > 0")]
    // Reaching out, by types and static members that the engine knows
    [InlineData("Environment.Exit(1)")]
    [InlineData("System.Environment.MachineName == \"a\"")]
    [InlineData("DateTime.Now.Year > 2000")]
    [InlineData("Guid.NewGuid() != null")]
    [InlineData("Math.Pow(9, 99) > 1")]
    [InlineData("Convert.ToInt32(trial.Name) > 1")]
    [InlineData("String.Format(\"{0,1000000000}\", 1) == \"\"")]
    [InlineData("Utils.CheckContains(trial.Name, \"a\")")]
    [InlineData("ExpressionUtils.CheckContains(trial.Name, \"a\")")]
    [InlineData("StringComparer.Ordinal.Equals(trial.Name, \"a\")")]
    // The engine's own words
    [InlineData("it.GetType() != null")]
    [InlineData("$.Known")]
    [InlineData("^.Known")]
    [InlineData("~.Known")]
    [InlineData("@0 == null")]
    [InlineData("root.Known")]
    [InlineData("parent.Known")]
    [InlineData("new(trial.Name as a).a == \"x\"")]
    [InlineData("new System.Net.WebClient() != null")]
    [InlineData("new Process() != null")]
    [InlineData("as(trial.Name, \"System.Object\") != null")]
    [InlineData("is(trial.Name, \"System.String\")")]
    [InlineData("cast(trial.Count, \"System.Int64\") == 1")]
    [InlineData("iif(trial.Known, true, false)")]
    [InlineData("isnull(trial.Name, \"a\") == \"a\"")]
    [InlineData("np(trial.Name.Length, 0) > 1")]
    [InlineData("trial?.Known == true")]
    [InlineData("trial.Known == out _")]
    // Methods and operators on values
    [InlineData("trial.Equals(null)")]
    [InlineData("trial.ToString() == \"\"")]
    [InlineData("trial.GetHashCode() == 1")]
    [InlineData("trial.MemberwiseClone() != null")]
    [InlineData("trial.Name.Contains(\"a\")")]
    [InlineData("trial.Name[0] == \"a\"")]
    [InlineData("trial.Name + trial.Name == \"aa\"")]
    [InlineData("trial.Name & trial.Name == \"aa\"")]
    [InlineData("1 / 0 == trial.Count")]
    [InlineData("(5).ToString() == trial.Name")]
    [InlineData("\"a\".Length == trial.Count")]
    [InlineData("true.GetType() == null")]
    // Text that tries to leave its quotes, and JSON-like and script-like text
    [InlineData("trial.Name == \"\"\" || true || \"\"\"")]
    [InlineData("trial.Name == \"\\u0022 || true")]
    [InlineData("trial.Known // && false\n")]
    [InlineData("trial.Known /* */")]
    [InlineData("trial.Known -- ")]
    [InlineData("trial.Known } , { \"RuleName\": \"x\"")]
    [InlineData("$(trial.Name)")]
    [InlineData("${jndi:ldap://x/a}")]
    [InlineData("{{constructor.constructor('return 1')()}}")]
    [InlineData("x => x.Known")]
    [InlineData("trial => true")]
    public void Hostile_expression_is_refused(string expression)
    {
        var problem = Assert.Single(TrialFacts.Problems(TrialFacts.File(expression)));
        Assert.NotNull(problem.Position.InExpression);
        Assert.NotEmpty(problem.Sentence.Indonesian);
    }

    [Fact]
    public void The_three_measured_ones_are_refused_before_anything_of_them_runs()
    {
        Assert.Equal(3, TrialFacts.Problems(TrialFacts.File(
            "trial.GetType().Assembly.Location != null", "Enumerable.Range(0,int.MaxValue).Count() > 0", "\"x\".PadLeft(1000000000) == trial.Name")).Count);
    }

    [Fact]
    public void Whatever_is_typed_the_parser_answers_and_never_throws()
    {
        string[] pieces =
        [
            "trial", ".", "Name", "Known", "Count", "Likeness", "==", "!=", "<", ">=", "&&", "||", "and", "NOT", "!", "(", ")", "-", "5", "0.5", "\"a\"", "\"", "\\", "null", "true",
            "it", "np", "[", "]", "=>", "?", ":", "@0", "$", " ", "\t", "\n", "\0", "\u00E9", "\u202E", "\uD83D", "\uDE00", "99999999999999999999", "GetType", "()", "'", "//", "{", "}", ";",
        ];
        Gen.Int[0, pieces.Length - 1].Select(i => pieces[i]).Array[0, 40].Select(parts => new StringBuilder().AppendJoin("", parts).ToString()).Sample(
            expression =>
            {
                var (tree, refusal) = BackOffice.Rules.Policies.Expressions.ExpressionParser.Parse(expression, TrialFacts.Shape);
                return tree is null != refusal is null && (refusal is null || refusal.Position >= 0 && refusal.Position <= expression.Length);
            },
            iter: 200_000);
    }
}
