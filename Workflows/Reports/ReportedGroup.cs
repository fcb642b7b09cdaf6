using BackOffice.Rules;

namespace BackOffice.Workflows.Reports;

/// <summary>An activation group and how its Default was found (2.f.2.b, decisions 1 and 2).</summary>
/// <param name="FrozenAt">When the package counts were frozen: the forming of the group.</param>
/// <param name="Reason">Why the Default is the Default.</param>
/// <param name="ConfirmedBy">Who confirmed or chose it; null when the rule alone did.</param>
/// <param name="Members">All accounts of the group, the Default among them.</param>
public sealed record ReportedGroup(DateTimeOffset FrozenAt, Sentence Reason, string? ConfirmedBy, IReadOnlyList<ReportedMember> Members);

/// <summary>One account of a group, with what its place in the group was decided by.</summary>
/// <param name="Account">The account.</param>
/// <param name="IsDefault">Whether it is the Default.</param>
/// <param name="PackageCount">Its packages when the group was formed.</param>
/// <param name="RegisteredOn">The day of its registration.</param>
/// <param name="Verified">Whether its site had verified it.</param>
/// <param name="Progress">How far its own activation is.</param>
public sealed record ReportedMember(
    ReportedAccount Account, bool IsDefault, int PackageCount, DateOnly RegisteredOn, bool Verified, CaseProgress Progress);

/// <summary>The login and identity of one account, replaced by those of the Default.</summary>
/// <param name="Account">The account, with its user ID from before.</param>
/// <param name="At">When it was replaced.</param>
/// <param name="NewUserId">The user ID that holds now: the Default's.</param>
/// <param name="Method">How the right to it was shown.</param>
/// <param name="Changes">The identity, field by field; what was the same on both sides may be left out.</param>
public sealed record ReportedReplacement(
    ReportedAccount Account, DateTimeOffset At, string NewUserId, Words Method, IReadOnlyList<ReportedChange> Changes);

/// <summary>One field of an identity before and after.</summary>
/// <param name="Field">The field, as people call it.</param>
/// <param name="Old">What it was; null when it was empty.</param>
/// <param name="New">What it is; null when it is empty.</param>
public sealed record ReportedChange(Words Field, string? Old, string? New);

/// <summary>One notice of the case.</summary>
/// <param name="At">When it was written.</param>
/// <param name="Recipient">To whom, masked where the reader may not see it.</param>
/// <param name="Subject">What it was about.</param>
/// <param name="Status">What became of it.</param>
/// <param name="MessageId">Its Message-Id; null before the first attempt.</param>
public sealed record ReportedNotice(DateTimeOffset At, string Recipient, Words Subject, NoticeProgress Status, string? MessageId = null);

/// <summary>What became of a notice, as far as a report tells.</summary>
public enum NoticeProgress
{
    /// <summary>Not sent yet, or to be tried again.</summary>
    Waiting,

    /// <summary>Handed to the mail server.</summary>
    Sent,

    /// <summary>Came back, or was given up.</summary>
    Failed,
}
