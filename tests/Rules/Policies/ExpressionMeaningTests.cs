using System.Globalization;
using BackOffice.Rules.Policies.Expressions;

namespace BackOffice.Rules.Tests.Policies;

/// <summary>
/// What an expression is to the engine, to a case without numbers and in another culture. That it means what it means to the engine, to the delegates and in C# is
/// <see cref="ExpressionAgreementTests"/>.
/// </summary>
public sealed class ExpressionMeaningTests
{
    [Theory]
    [InlineData("trial.Known", "trial.Known")]
    [InlineData("NOT (trial.Count GE 5 AND trial.Known)", "!(((trial.Count >= 5) && trial.Known))")]
    [InlineData("trial.Known || trial.Known && !trial.Known", "(trial.Known || (trial.Known && !(trial.Known)))")]
    [InlineData("null <> trial.Name", "(trial.Name != null)")]
    [InlineData("trial.Share = 007", "(trial.Share == 7.0)")]
    [InlineData("trial.Total < -3000000000", "(trial.Total < -3000000000L)")]
    [InlineData("trial.Name == \"a\\\"'\\\\\"", "(trial.Name == \"a\\u0022\\u0027\\u005C\")")]
    [InlineData("trial.Count + 1 * 2 > 3", "(WholeNumbers.Add(trial.Count, 2) > 3)")]
    [InlineData("(trial.Count - 1) / 2 >= 0.5", "(RealNumbers.Divide(WholeNumbers.Subtract(trial.Count, 1), 2.0) >= 0.5)")]
    [InlineData("trial.Count mod 2 == -trial.Total", "(WholeNumbers.Remainder(trial.Count, 2) == WholeNumbers.Opposite(trial.Total))")]
    [InlineData("trial.Age != null && trial.Age - 1 > trial.Share", "((trial.Age != null) && (WholeNumbers.Subtract(WholeNumbers.There(trial.Age), 1) > trial.Share))")]
    [InlineData("trial.Total > -(-5)", "(trial.Total > 5)")]
    [InlineData("np(trial.Likeness, 1) < 1", "(RealNumbers.Or(trial.Likeness, 1.0) < 1.0)")]
    [InlineData("np(trial.Age) == 5", "(trial.Age == 5)")]
    [InlineData("np(trial.Sure, true) && np(trial.Sure, false)", "((trial.Sure != false) && (trial.Sure == true))")]
    [InlineData("np(trial.Name, \"\").Trim().ToUpper().StartsWith(\"PT \")", "Texts.StartsWith(Texts.ToUpper(Texts.Trim(Texts.Or(trial.Name, \"\"))), \"PT \")")]
    [InlineData("!String.IsNullOrEmpty(trial.Name) && trial.Name.Length > 60 * 24", "(!(Texts.IsMissing(trial.Name)) && (Texts.Length(trial.Name) > 1440))")]
    public void Engine_gets_our_own_text(string written, string canonical)
    {
        var (tree, refusal) = ExpressionParser.Parse(written, TrialFacts.Shape);
        Assert.Null(refusal);
        Assert.Equal(canonical, CanonicalText.Of(tree!, "trial"));
    }

    [Theory]
    [InlineData("trial.Age != null && trial.Age < 5", false)]
    [InlineData("trial.Age == null || trial.Age < 5", true)]
    [InlineData("!(trial.Age == null) && trial.Age < 5", false)]
    [InlineData("!(trial.Age == null || trial.Likeness == null) && trial.Age < 5 && trial.Likeness < 1", false)]
    [InlineData("trial.Age == 5 && trial.Age > 4", false)]
    [InlineData("trial.Age != 5 || 4 < trial.Age", true)]
    [InlineData("trial.Age != null && trial.Age * 2 > trial.Age + 1", false)]
    [InlineData("np(trial.Age, 7) + np(trial.Likeness, 0.5) == 7.5", true)]
    [InlineData("string.IsNullOrEmpty(trial.Name) || trial.Name.StartsWith(\"PT\")", true)]
    [InlineData("!string.IsNullOrWhiteSpace(trial.Name) && trial.Name.Trim().Length > 3", false)]
    [InlineData("trial.Name != null && trial.Name.Contains(\"a\")", false)]
    [InlineData("np(trial.Sure, true)", true)]
    [InlineData("np(trial.Name, \"PT X\").EndsWith(\"X\")", true)]
    public async Task Missing_number_is_put_in_order_only_behind_a_look_whether_it_is_there(string expression, bool withoutNumbers)
    {
        var outcome = await TrialFacts.Set(expression).EvaluateAsync("Trial", new TrialFacts(), TestContext.Current.CancellationToken);
        Assert.Equal((withoutNumbers, null), (outcome.Results[0].Holds, outcome.Results[0].Error));
    }

    [Fact]
    public async Task Culture_of_the_process_changes_nothing()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("id-ID");
            var set = TrialFacts.Set("trial.Share >= 0.85", "trial.Name == \"I\"");
            var outcome = await set.EvaluateAsync("Trial", new TrialFacts { Share = 0.9, Name = "i" }, TestContext.Current.CancellationToken);
            Assert.Equal([true, false], outcome.Results.Select(result => result.Holds));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
