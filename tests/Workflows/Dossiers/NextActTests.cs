using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Activation.Dossiers;
using BackOffice.Workflows.Engine;
using static BackOffice.Workflows.Tests.Dossiers.CaseViews;

namespace BackOffice.Workflows.Tests.Dossiers;

/// <summary>Whose turn it is in a case, and what has to be done.</summary>
public sealed class NextActTests
{
    [Fact]
    public void Doubtful_pair_is_a_verifikators_turn_and_counted()
    {
        Says(ActingParty.Verifikator, "this pair", Case(CaseState.UnderReview, pairs: [Pair("review"), Pair("same_company")]));
        Says(ActingParty.Verifikator, "2 pairs", Case(CaseState.UnderReview, pairs: [Pair("review"), Pair("different_branch", contradicts: true), Pair("review", verdict: Rules.Matching.VerdictAnswer.Same)]));
    }

    [Fact]
    public void One_company_twice_at_one_site_is_a_persons_question_too() =>
        Assert.Equal(2, new[] { Pair("same_company", Account(), Account(2, "277")), Pair("review"), Pair("same_company") }.Count(CaseDossier.NeedsPerson));

    [Fact]
    public void Asked_provider_has_the_turn_at_its_own_site() => Says(ActingParty.Provider, "LPSE 277", Case(CaseState.UnderReview, awaitsProvider: true, pairs: [Pair("review")]), "277");

    [Fact]
    public void Doubt_that_is_decided_elsewhere_names_that_case() => Says(ActingParty.Verifikator, "AKT-2222-3333", Case(CaseState.UnderReview, waitsOn: "AKT-2222-3333"));

    [Fact]
    public void Default_that_awaits_confirmation_is_to_be_confirmed() =>
        Says(ActingParty.Verifikator, "Confirm the Default", Case(CaseState.UnderReview, group: Group(Account(), Account(2, "12"), awaits: true)));

    [Fact]
    public void Password_is_typed_at_the_members_own_site_and_the_Defaults_site_is_named() =>
        Says(ActingParty.Provider, "(LPSE 277) at LPSE 12", Case(CaseState.AwaitDefaultPassword, Account(2, "12"), group: Group(Account(), Account(2, "12"))), "12");

    [Fact]
    public void Default_that_must_rename_does_it_at_its_own_site() =>
        Says(ActingParty.Provider, "LPSE 277", Case(CaseState.AwaitUserId, Account(2, "12"), "default-must-rename", Group(Account(), Account(2, "12"))), "277");

    [Fact]
    public void Case_past_its_deadline_is_the_helpdesks_turn_and_says_what_is_left() => Says(ActingParty.Helpdesk, "Mend the company's data", Case(CaseState.AwaitIdentity, handedOver: true), "277");

    [Fact]
    public void Verifikator_keeps_the_turn_also_past_the_deadline() => Says(ActingParty.Verifikator, "Judge", Case(CaseState.UnderReview, handedOver: true, pairs: [Pair("review")]));

    [Fact]
    public void Failed_step_is_tried_again_by_the_system_while_tries_are_left_and_by_people_afterwards()
    {
        Says(ActingParty.System, "by itself", Case(CaseState.Running, status: InstanceStatus.Parked, due: Noon));
        Says(ActingParty.Helpdesk, "process owner", Case(CaseState.Running, status: InstanceStatus.Parked));
    }

    [Fact]
    public void Ended_case_is_nobodys_turn_and_says_how_it_ended()
    {
        Says(ActingParty.Nobody, "is active", Case(CaseState.Active));
        Says(ActingParty.Nobody, "merge was undone", Case(CaseState.Cancelled, reason: "merge-undone"));
        Says(ActingParty.Nobody, "without activation", Case(CaseState.Cancelled, reason: "something of a later release"));
    }

    [Fact]
    public void Active_member_waits_for_its_Default_at_the_Defaults_site() =>
        Says(ActingParty.Provider, "LPSE 277", Case(CaseState.Active, Account(2, "12"), remaining: [new("activate-default", "277", null, new("…", "…"))]), "277");

    [Fact]
    public void Every_state_has_a_next_act() => Assert.All(Enum.GetValues<CaseState>(), state => Assert.NotEmpty(NextAct.Of(Case(state)).What.Indonesian));

    private static void Says(ActingParty by, string what, ReadCase.View @case, string? site = null)
    {
        var next = NextAct.Of(@case);
        Assert.Equal((by, site), (next.By, next.Site));
        Assert.Contains(what, next.What.English, StringComparison.Ordinal);
    }
}
