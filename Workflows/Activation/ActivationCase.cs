using BackOffice.Rules.Identity;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Registry;

namespace BackOffice.Workflows.Activation;

/// <summary>Where an activation stands, for everybody who asks.</summary>
public enum CaseState
{
    /// <summary>It runs: between two waits.</summary>
    Running,

    /// <summary>A field of the identity must be mended at the account's own site (decision 13).</summary>
    AwaitIdentity,

    /// <summary>The provider must change its user ID (2.f.1).</summary>
    AwaitUserId,

    /// <summary>A person decides whether accounts are one company (decision 10).</summary>
    UnderReview,

    /// <summary>The Default's password must be typed at the account's own site (2.f.2.b).</summary>
    AwaitDefaultPassword,

    /// <summary>The attempts at the Default's password are used up: the helpdesk has it.</summary>
    WithHelpdesk,

    /// <summary>Aggregation is on: the end.</summary>
    Active,

    /// <summary>It cannot be activated: the end, with a reason.</summary>
    Refused,

    /// <summary>Staff ended it, or the account was closed: the end.</summary>
    Cancelled,
}

/// <summary>One activation of one account (2.a): at most one is open, and an active account's stays the answer for ever.</summary>
public sealed class ActivationCase
{
    /// <summary>The case's id.</summary>
    public required CaseId Id { get; init; }

    /// <summary>What people call it; see <see cref="CaseNumber"/>.</summary>
    public required string Number { get; init; }

    /// <summary>The account to be activated.</summary>
    public required long AccountId { get; init; }

    /// <summary>The account to be activated.</summary>
    public Account Account { get; set; } = null!;

    /// <summary>The account's site, which never changes: lists are limited to sites, and sorted by them, without looking at accounts.</summary>
    public required SiteCode SiteCode { get; init; }

    /// <summary>What lists are sorted by for the company's name; see <see cref="CaseSearchTerms.CompanyKey"/>. It follows the login and identity of the account.</summary>
    public required string CompanyKey { get; set; }

    /// <summary>The sign-in name of the member of staff who looks after it; null while nobody does.</summary>
    public string? Owner { get; set; }

    /// <summary>The workflow instance that drives it.</summary>
    public required InstanceId InstanceId { get; init; }

    /// <summary>The definition it was opened on.</summary>
    public required string DefinitionId { get; init; }

    /// <summary>Where it stands.</summary>
    public required CaseState State { get; set; }

    /// <summary>Why it stands there, where the state alone does not say it: names of failed pre-check rules parted by commas, or a refusal's code.</summary>
    public string? StateReason { get; set; }

    /// <summary>
    /// The open case in which the doubt about its account is decided: itself, or the oldest one of those in the same doubt, on which it then waits. Null while it is in no doubt.
    /// A case whose review case is over is its own again.
    /// </summary>
    public CaseId? ReviewCaseId { get; set; }

    /// <summary>Whether a verifikator asked the provider something that is not answered yet; the case is then on the provider's list and not on the verifikator's.</summary>
    public bool AwaitsProvider { get; set; }

    /// <summary>The group it belongs to; null while there is none.</summary>
    public Guid? GroupId { get; set; }

    /// <summary>The group it belongs to.</summary>
    public ActivationGroup? Group { get; set; }

    /// <summary>When it was opened.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>When it came to the present state; reminders and deadlines count from here.</summary>
    public required DateTimeOffset StateSince { get; set; }

    /// <summary>
    /// When the helpdesk is, or was, asked to look after it unless the provider acts (decision 20); null while it runs and after its end. Postponing (2.d) moves it to the end of the silence if
    /// that is later, and staff may extend it.
    /// </summary>
    public DateTimeOffset? Deadline { get; set; }

    /// <summary>When staff extended the deadline of the present state: reminders count from here instead of <see cref="StateSince"/>. Null while nobody did.</summary>
    public DateTimeOffset? ExtendedAt { get; set; }

    /// <summary>When the provider was last reminded, by plan or by staff; null before the first time.</summary>
    public DateTimeOffset? RemindedAt { get; set; }

    /// <summary>Reminders sent by plan in the present state.</summary>
    public int Reminders { get; set; }

    /// <summary>Until when reminders are silent because the provider postponed (2.d); null when it did not.</summary>
    public DateTimeOffset? PostponedUntil { get; set; }

    /// <summary>When its deadline passed and the helpdesk was asked to look after it (decision 20); it goes on as soon as the provider acts. Null before.</summary>
    public DateTimeOffset? HandedOverAt { get; set; }

    /// <summary>When it ended; null while it is open.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>Counts up with each change; two who act on one case cannot both win.</summary>
    public int Version { get; set; }

    /// <summary>When the present span of reminders began.</summary>
    public DateTimeOffset CountsFrom => ExtendedAt ?? StateSince;

    /// <summary>Whether it can still change.</summary>
    public bool IsOpen => ClosedAt is null;
}
