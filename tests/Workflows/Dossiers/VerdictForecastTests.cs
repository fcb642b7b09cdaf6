using BackOffice.Rules.Matching;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Activation.Dossiers;
using static BackOffice.Workflows.Tests.Dossiers.CaseViews;

namespace BackOffice.Workflows.Tests.Dossiers;

/// <summary>What is said to follow from a verdict, before it is given.</summary>
public sealed class VerdictForecastTests
{
    [Fact]
    public void Same_forms_a_group_and_names_its_Default() =>
        Says(VerdictAnswer.Same, Account(packages: 40), Account(2, "12", packages: 3), "one activation group", "LPSE 277 has the most packages (40)", "types the Default's password");

    [Fact]
    public void Same_says_where_a_person_has_yet_to_confirm_the_Default() =>
        Says(VerdictAnswer.Same, Account(packages: 40, verified: false), Account(2, "12", packages: 3), "has yet to confirm");

    [Fact]
    public void Same_beside_a_standing_group_keeps_its_Default() => Assert.Contains(
        VerdictForecast.Of(VerdictAnswer.Same, new(Account(packages: 1), Account(2, "12", packages: 99), "300", [])), sentence => sentence.English.Contains("Default is at LPSE 300", StringComparison.Ordinal));

    [Fact]
    public void Same_at_one_site_closes_the_account_with_fewer_packages() =>
        Says(VerdictAnswer.Same, Account(userId: "sinar", packages: 40), Account(2, userId: "kencana", packages: 3), "kencana at LPSE 277 is closed", "goes on with sinar");

    [Fact]
    public void Same_at_one_site_of_two_active_accounts_is_said_to_be_refused() =>
        Says(VerdictAnswer.Same, Account(active: true), Account(2, userId: "kencana", active: true), "cannot be decided");

    [Theory]
    [InlineData(VerdictAnswer.Branch)]
    [InlineData(VerdictAnswer.Unrelated)]
    public void Apart_each_activates_its_own_and_equal_user_IDs_must_both_change(VerdictAnswer answer)
    {
        Says(answer, Account(userId: "sinar"), Account(2, "12", userId: "SINAR"), "own login and identity", "both must change");
        Assert.DoesNotContain(VerdictForecast.Of(answer, new(Account(), Account(2, "12", userId: "lain"), null, [])), sentence => sentence.English.Contains("must change", StringComparison.Ordinal));
    }

    private static void Says(VerdictAnswer answer, ReadCase.AccountView a, ReadCase.AccountView b, params string[] parts)
    {
        var told = string.Join(' ', VerdictForecast.Of(answer, new(a, b, null, [])).Select(sentence => sentence.English));
        Assert.All(parts, part => Assert.Contains(part, told, StringComparison.Ordinal));
        Assert.Contains("until it is reopened", told, StringComparison.Ordinal);
    }
}
