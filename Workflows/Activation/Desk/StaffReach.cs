using BackOffice.Workflows.Data;
using BackOffice.Workflows.IdentityEdits;
using BackOffice.Workflows.Notices;
using BackOffice.Workflows.Recovery;
using BackOffice.Workflows.Registry;
using BackOffice.Workflows.Staff;

namespace BackOffice.Workflows.Activation.Desk;

/// <summary>
/// What there is for a person who may be limited to some sites. What touches one of them is there, and whole: a pair is not judged by one half. What touches none is as if it were not
/// there.
/// </summary>
internal static class StaffReach
{
    /// <summary>The cases of their sites.</summary>
    public static IQueryable<ActivationCase> CasesOf(this BackOfficeDb db, StaffActor by) =>
        by.Sites?.ToList() is { } sites ? db.Cases.Where(@case => sites.Contains(@case.SiteCode)) : db.Cases;

    /// <summary>The accounts of their sites.</summary>
    public static IQueryable<Account> AccountsOf(this BackOfficeDb db, StaffActor by) =>
        by.Sites?.ToList() is { } sites ? db.Accounts.Where(account => sites.Contains(account.SiteCode)) : db.Accounts;

    /// <summary>The recoveries of lost passwords that were asked for in a case of theirs.</summary>
    public static IQueryable<RecoveryCase> RecoveriesOf(this BackOfficeDb db, StaffActor by) =>
        by.Sites is null ? db.Recoveries : db.Recoveries.Where(recovery => db.CasesOf(by).Any(@case => @case.Id == recovery.CaseId));

    /// <summary>The notices about an account of theirs.</summary>
    public static IQueryable<Notice> NoticesOf(this BackOfficeDb db, StaffActor by) => NoticeRows.Of(db, by.Sites);

    /// <summary>The groups with an account of theirs.</summary>
    public static IQueryable<ActivationGroup> GroupsOf(this BackOfficeDb db, StaffActor by) =>
        by.Sites is null ? db.Groups : db.Groups.Where(group => group.Members.Any(member => db.AccountsOf(by).Any(account => account.Id == member.AccountId)));

    /// <summary>The verdicts about a pair with an account of theirs.</summary>
    public static IQueryable<Verdict> VerdictsOf(this BackOfficeDb db, StaffActor by) =>
        by.Sites is null ? db.Verdicts : db.Verdicts.Where(verdict => db.AccountsOf(by).Any(account => account.Id == verdict.AccountA || account.Id == verdict.AccountB));

    /// <summary>The user-ID clashes with a party of theirs: one that was registered with them, or whose login an account there uses.</summary>
    public static IQueryable<UserIdClash> ClashesOf(this BackOfficeDb db, StaffActor by) => by.Sites is null ? db.Clashes : db.Clashes.Where(clash =>
        clash.Obligations.Any(party => db.AccountsOf(by).Any(account => account.Id == party.ProviderId || account.ProviderId == party.ProviderId)));

    /// <summary>The proposed tax numbers of providers of theirs.</summary>
    public static IQueryable<IdentityProposal> ProposalsOf(this BackOfficeDb db, StaffActor by) => by.Sites is null ? db.IdentityProposals : db.IdentityProposals.Where(proposal =>
        db.AccountsOf(by).Any(account => account.Id == proposal.ProviderId || account.ProviderId == proposal.ProviderId));

    /// <summary>The identity reviews of providers of theirs.</summary>
    public static IQueryable<IdentityReview> ReviewsOf(this BackOfficeDb db, StaffActor by) => by.Sites is null ? db.IdentityReviews : db.IdentityReviews.Where(review =>
        db.AccountsOf(by).Any(account => account.Id == review.ProviderId || account.ProviderId == review.ProviderId));
}
