using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using BackOffice.Designer.Dossier;
using BackOffice.Fixtures;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Activation.Dossiers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace BackOffice.Designer.Tests.Dossier;

/// <summary>Everything that can happen in a case has words for people.</summary>
public sealed partial class TimelineWordsTests
{
    private static readonly HashSet<string> Words =
        [.. XDocument.Load(RepositoryRoot.File("Designer", "Dossier", "TimelineWords.resx")).Root!.Elements("data").Select(data => data.Attribute("name")!.Value)];

    [Fact]
    public void Every_step_and_every_outcome_of_it_has_words()
    {
        var needed = ActivationServices.Steps.SelectMany(step =>
        {
            var name = step.Type["BackOffice.".Length..];
            return step.Outcomes.Select(outcome => $"Passage.{name}.{outcome.Name}").Append($"Step.{name}");
        });

        Assert.Empty(needed.Except(Words));
    }

    [Fact]
    public void Every_act_that_is_recorded_for_a_case_has_words()
    {
        var acts = Directory.EnumerateFiles(RepositoryRoot.File("Workflows"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Recording().Matches(File.ReadAllText(file))).Select(call => call.Value)
            .Where(call => AboutACase().IsMatch(call))
            .SelectMany(call => Name().Matches(call.Split("values:")[0].Split(", (")[0])).Select(name => name.Groups[1].Value)
            .Concat(["case-assigned", "provider-reminded", "deadline-extended", "claim-taken-over", "incident-retry", "incident-skip", "incident-cancel"])
            .Where(name => !name.StartsWith("incident-{", StringComparison.Ordinal)).Distinct().ToList();

        Assert.True(acts.Count > 20, $"Only {acts.Count} acts were found in the sources.");
        Assert.Empty(acts.Select(act => $"Act.{act}").Except(Words));
    }

    [Theory]
    [InlineData("id", "Kasus dipindahkan ke versi alur activation-v2.")]
    [InlineData("en", "The case went over to the workflow version activation-v2.")]
    public void Case_that_went_over_to_another_version_is_told_and_no_step_of_its_way_was_passed_by_that(string language, string told)
    {
        using var services = new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider();
        CultureInfo.CurrentUICulture = new(language);
        var moved = new CaseEvent.Passage(default, "await-identity", "BackOffice.AwaitIdentity", "(moved) activation-v2");

        Assert.Equal(told, Timeline.Passage(services.GetRequiredService<IStringLocalizer<TimelineWords>>(), moved));
        Assert.False(CasePath.Leaves(moved));
    }

    [GeneratedRegex(@"\.Record\([^;]*;")]
    private static partial Regex Recording();

    [GeneratedRegex(@"@case|[cC]aseId|\.Case\b")]
    private static partial Regex AboutACase();

    [GeneratedRegex("\"([a-z]+(?:-[a-z]+)+)\"")]
    private static partial Regex Name();
}
