using System.Text.RegularExpressions;
using BackOffice.Fixtures;

namespace BackOffice.Conventions;

/// <summary>
/// The eighteen failures that systems of this kind have had somewhere, by their numbers: each has tests that exist, or is named as missing with the reason. A test that is renamed or
/// removed has to be looked at here.
/// </summary>
public sealed class ScenariosTests
{
    private static readonly (int Number, string File, string Test)[] Proofs =
    [
        (1, "Host/Clauses/MergeRecheckTests.cs", "Password_of_the_Default_that_changed_since_the_proof_must_be_typed_anew"),
        (1, "Host/Clauses/MergeRecheckTests.cs", "Member_that_is_no_longer_the_same_company_is_not_merged"),
        (1, "Host/Groups/LockTests.cs", "Lock_that_comes_while_a_case_is_under_way_stops_it_before_its_end_until_released"),
        (2, "Host/Clauses/Clause2f2bMergeTests.cs", "Members_that_type_it_in_the_same_moment_are_all_merged"),
        (2, "Host/Clauses/Clause2f2bMergeTests.cs", "Password_typed_many_times_at_once_merges_once"),
        (2, "Host/Clauses/VerdictTests.cs", "Of_two_different_verdicts_at_once_one_wins_and_the_other_is_told"),
        (3, "Host/Kills/KillTests.cs", "Killed_at_any_durable_point_everything_ends_as_if_nobody_had_been_killed"),
        (3, "Workflows/Notices/SendDueNoticesTests.cs", "Crash_after_sending_and_before_marking_sends_again_under_the_same_message_id"),
        (4, "Host/Clauses/FeedTests.cs", "Seven_hundred_sites_some_of_them_away_for_days_end_equal_to_the_registry"),
        (6, "Rules/Matching/DefaultChoiceTests.cs", "Among_equals_the_earliest_registration_wins_also_at_zero_packages"),
        (6, "Host/Groups/DefaultGoneTests.cs", "Before_a_merge_the_rule_chooses_another_Default_and_waiting_members_go_on"),
        (6, "Host/Groups/DefaultGoneTests.cs", "After_a_merge_the_login_lives_on_and_a_member_carries_it"),
        (6, "Host/Groups/LockTests.cs", "Locked_Default_waits_for_a_person_who_may_choose_another"),
        (7, "Host/Clauses/Clause2f1ProgressTests.cs", "Clash_inside_a_group_is_one_partys_and_its_Default_renames_before_anybody_merges"),
        (8, "Host/Clauses/UserIdRaceTests.cs", "Of_many_who_rename_to_one_ID_at_once_one_gets_it"),
        (8, "Host/Clauses/LookAlikeTests.cs", "Look_alike_is_refused_with_a_warning_until_it_is_accepted"),
        (8, "Host/Clauses/Clause3bTests.cs", "User_ID_that_was_changed_is_nobodys_again_but_still_finds_its_account_at_home"),
        (9, "Rules/Identity/TaxNumberTests.cs", "Fifteen_fourteen_and_sixteen_digits_are_one_taxpayer"),
        (9, "Rules/Identity/TaxNumberTests.cs", "A_number_is_taxpayer_and_branch_however_it_is_written"),
        (10, "Host/Groups/NewcomerTests.cs", "Newcomer_with_more_packages_joins_a_finished_group_as_member"),
        (10, "Host/Groups/NewcomerTests.cs", "Bridge_is_refused_where_members_of_both_groups_have_merged_and_can_be_judged_apart"),
        (11, "Host/Groups/UndoHistoryTests.cs", "Undo_after_any_history_gives_logins_and_identities_back"),
        (11, "Host/Groups/UndoTests.cs", "Only_the_latest_merge_of_an_account_is_undone"),
        (12, "Host/Clauses/VerdictTests.cs", "Verdict_is_listed_and_after_reopening_the_pair_is_in_doubt_again"),
        (12, "Host/Clauses/VerdictTests.cs", "Two_cases_in_one_doubt_are_one_review_and_one_verdict_wakes_both"),
        (12, "Host/Policies/ImpactTests.cs", "Verdicts_of_people_and_finished_cases_stay_whatever_the_rules_say"),
        (13, "Workflows/Policies/RuleFileTests.cs", "Broken_file_leaves_the_old_set_in_force_and_is_told_once_with_rule_and_position"),
        (13, "Rules/Policies/RuleFileTests.cs", "Two_rules_or_two_policies_of_one_name_are_refused"),
        (14, "Host/Policies/ImpactTests.cs", "Numbers_of_the_preview_are_what_then_happens"),
        (14, "Host/Policies/DecisionTests.cs", "Log_of_a_case_names_version_facts_rules_and_outcome_and_is_replayed_under_any_version"),
        (15, "Host/Clauses/CanaryTests.cs", "No_password_of_a_whole_journey_is_in_any_byte_that_the_Host_leaves_behind"),
        (15, "Host/Recovery/LostPasswordTests.cs", "Neither_code_nor_password_is_written_anywhere"),
        (16, "Host/Clauses/PasswordLimitTests.cs", "Guesses_through_many_sites_share_one_budget_and_the_owner_does_not_pay_for_them"),
        (16, "Host/Clauses/PasswordLimitTests.cs", "Parallel_guesses_cannot_share_one_place"),
        (17, "Host/Clauses/Clause4bTests.cs", "Every_act_leaves_the_own_records_of_all_sites_as_they_were"),
        (18, "Host/Clauses/CrowdTests.cs", "Fifty_activations_at_once_beside_searching_staff_all_succeed"),
    ];

    private static readonly Dictionary<int, string> Missing = new()
    {
        [5] = "Upgrade with cases in flight takes a database of the first released version; nothing is released yet.",
    };

    public static TheoryData<int> Numbers => [.. Enumerable.Range(1, 18)];

    [Theory, MemberData(nameof(Numbers))]
    public void Scenario_has_tests_or_is_named_as_missing(int number)
    {
        var proofs = Proofs.Where(proof => proof.Number == number).ToList();

        Assert.True(proofs.Count > 0 != Missing.ContainsKey(number), $"Scenario {number} has {proofs.Count} tests and is {(Missing.ContainsKey(number) ? "" : "not ")}named as missing.");
        foreach (var (_, file, test) in proofs)
            Assert.Matches(@$"public async Task {Regex.Escape(test)}\(|public void {Regex.Escape(test)}\(", File.ReadAllText(Path.Combine(RepositoryRoot.Path, "tests", file)));
    }
}
