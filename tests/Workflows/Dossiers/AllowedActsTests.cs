using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Activation.Dossiers;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Recovery;
using BackOffice.Workflows.Staff;
using static BackOffice.Workflows.Tests.Dossiers.CaseViews;

namespace BackOffice.Workflows.Tests.Dossiers;

/// <summary>What a screen offers to whom.</summary>
public sealed class AllowedActsTests
{
    private static readonly AllowedActs Nothing = new();

    [Fact]
    public void Auditor_is_offered_nothing() => Assert.Equal(Nothing, Of(Case(CaseState.UnderReview), StaffRoles.Auditor));

    [Fact]
    public void Verifikator_judges_an_open_case_and_helpdesk_ends_it()
    {
        var @case = Case(CaseState.UnderReview);

        Assert.True(Of(@case, StaffRoles.Verifikator) is { Judge: true, Ask: true, Note: true, Cancel: false, Extend: false });
        Assert.True(Of(@case, StaffRoles.Helpdesk) is { Judge: false, Ask: false, Note: true, Cancel: true, Extend: true });
    }

    [Fact]
    public void While_a_colleague_has_it_in_hand_only_a_note_and_taking_it_over_are_left()
    {
        Assert.Equal(Nothing with { Note = true, Claim = true }, Of(Case(CaseState.UnderReview, holder: "budi"), StaffRoles.Verifikator, StaffRoles.Helpdesk));
        Assert.True(Of(Case(CaseState.UnderReview, holder: "sari"), StaffRoles.Verifikator).Judge);
    }

    [Fact]
    public void Failed_step_is_tried_again_by_the_helpdesk_and_passed_over_by_a_process_owner_alone()
    {
        var parked = Case(CaseState.Running, status: InstanceStatus.Parked);

        Assert.True(Of(parked, StaffRoles.Helpdesk) is { Retry: true, Skip: false });
        Assert.True(Of(parked, StaffRoles.ProcessOwner) is { Retry: true, Skip: true });
    }

    [Fact]
    public void Used_up_attempts_are_for_the_helpdesk_to_let_go_on() => Assert.True(Of(Case(CaseState.WithHelpdesk), StaffRoles.Helpdesk) is { Resume: true, Retry: false });

    [Fact]
    public void Lock_is_lifted_only_where_there_is_one()
    {
        Assert.True(Of(Case(CaseState.UnderReview), StaffRoles.Helpdesk) is { Lock: true, Release: false });
        Assert.True(Of(Case(CaseState.UnderReview, Account(locked: true)), StaffRoles.Helpdesk) is { Lock: false, Release: true });
    }

    [Fact]
    public void Recovery_is_approved_by_another_person_than_the_one_who_asked_and_stopped_by_any_verifikator_until_it_is_used()
    {
        var @case = Case(CaseState.AwaitDefaultPassword);

        Assert.True(Of(@case, RecoveryState.Requested, "tono") is { ApproveRecovery: true, RejectRecovery: true });
        Assert.True(Of(@case, RecoveryState.Requested, "sari") is { ApproveRecovery: false, RejectRecovery: true });
        Assert.True(Of(@case, RecoveryState.Approved, "tono") is { ApproveRecovery: false, RejectRecovery: true });
        Assert.True(Of(@case, RecoveryState.Completed, "tono") is { ApproveRecovery: false, RejectRecovery: false });
    }

    [Fact]
    public void Ended_case_is_not_judged_extended_or_assigned() =>
        Assert.True(Of(Case(CaseState.Active), [.. StaffRoles.All]) is { Judge: false, Extend: false, Assign: false, Cancel: false, Note: true });

    private static AllowedActs Of(ReadCase.View @case, RecoveryState state, string askedBy) => AllowedActs.Of(new("sari", new HashSet<string> { StaffRoles.Verifikator }), @case,
        new(CanUndo: false, CanRemind: false, [new(Guid.NewGuid(), @case.CaseId, "sinar", "PT Sinar", state, askedBy, Noon, "", [], null, null, null, null, Noon.AddDays(2), null)]));

    private static AllowedActs Of(ReadCase.View @case, params string[] roles) => AllowedActs.Of(new("sari", roles.ToHashSet()), @case, new(CanUndo: false, CanRemind: false, []));
}
