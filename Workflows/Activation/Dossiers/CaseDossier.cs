using BackOffice.Rules;
using BackOffice.Rules.Matching;
using BackOffice.Workflows.Activation.Clashes;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Recovery;

namespace BackOffice.Workflows.Activation.Dossiers;

/// <summary>All that staff need before them to handle one case.</summary>
/// <param name="Case">The case itself.</param>
/// <param name="AsOf">The moment at which it was read.</param>
/// <param name="Next">What comes next, and whose turn it is.</param>
/// <param name="DefaultReason">Why the group's Default is the Default; null while there is no group.</param>
/// <param name="Choices">Whom a verifikator could make the Default, by account, with the refusal where it would be refused; empty while there is no group.</param>
/// <param name="Pairs">Each judged pair with its evidence; what needs a verdict first.</param>
/// <param name="Others">The newest case of each other account that the page names.</param>
/// <param name="Path">Its way through the workflow; null where this program can no longer read its definition.</param>
/// <param name="SkipTo">The outcomes with which the present step could be passed over, each with the step that follows; null where the case ends there.</param>
/// <param name="Undo">The merge that could be undone; null where none can be.</param>
/// <param name="Clashes">The open user-ID clashes in which it or its Default has to rename.</param>
/// <param name="Recoveries">The recoveries of a lost password that were asked for in it, newest first.</param>
/// <param name="Acts">What the person may do now.</param>
/// <param name="History">All that happened, oldest first.</param>
public sealed record CaseDossier(
    ReadCase.View Case, DateTimeOffset AsOf, NextAct Next, Sentence? DefaultReason, IReadOnlyDictionary<long, Refusal?> Choices,
    IReadOnlyList<CaseDossier.Pair> Pairs, IReadOnlyDictionary<long, CaseDossier.OtherCase> Others, CasePath? Path, IReadOnlyDictionary<string, string?> SkipTo, CaseDossier.Merge? Undo,
    IReadOnlyList<ReadClash.View> Clashes, IReadOnlyList<ReadRecoveries.View> Recoveries, AllowedActs Acts, IReadOnlyList<CaseEvent> History)
{
    /// <summary>The Default of the group; null while there is none.</summary>
    public ReadCase.AccountView? Default => Case.Group?.Members.FirstOrDefault(member => member.IsDefault)?.Account;

    /// <summary>One field of two accounts.</summary>
    /// <param name="Name">What people call it.</param>
    /// <param name="Line">Both sides, raw and in normal form, and how they compare.</param>
    public sealed record Field(Sentence Name, FieldEvidence Line);

    /// <summary>One judged pair.</summary>
    /// <param name="View">The pair as the case has it.</param>
    /// <param name="NeedsVerdict">Whether a person has yet to decide about it.</param>
    /// <param name="Meaning">What the rule says that decided, as it stood in its version.</param>
    /// <param name="Clause">The clause that the rule carries out; empty where it has none.</param>
    /// <param name="Fields">The evidence.</param>
    /// <param name="VerdictId">The verdict that holds; null where there is none.</param>
    /// <param name="VerdictAt">When it was given.</param>
    /// <param name="Forecast">What would follow from each verdict.</param>
    public sealed record Pair(
        ReadCase.PairView View, bool NeedsVerdict, Sentence Meaning, string Clause, IReadOnlyList<Field> Fields, Guid? VerdictId, DateTimeOffset? VerdictAt,
        IReadOnlyDictionary<VerdictAnswer, IReadOnlyList<Sentence>> Forecast);

    /// <summary>The case of another account.</summary>
    public sealed record OtherCase(CaseId Id, string Number, CaseState State);

    /// <summary>A merge with what it replaced.</summary>
    /// <param name="At">When.</param>
    /// <param name="Until">When the old login is erased, and undo with it.</param>
    /// <param name="Before">The member's login and identity before: what it gets back.</param>
    /// <param name="After">The Default's, which it has now.</param>
    public sealed record Merge(DateTimeOffset At, DateTimeOffset Until, LoginAndIdentity Before, LoginAndIdentity After);

    /// <summary>Whether a person has yet to decide about a pair: in doubt, in contradiction to others, or one company twice at one site (decision 6).</summary>
    internal static bool NeedsPerson(ReadCase.PairView pair) => pair.Verdict is null
        && (pair.Contradicts || pair.Decision == PairDecision.Review.WireName() || (pair.Decision == PairDecision.SameCompany.WireName() && pair.A.Site == pair.B.Site));
}
