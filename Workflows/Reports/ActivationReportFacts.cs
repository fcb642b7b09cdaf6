using BackOffice.Rules;
using BackOffice.Rules.Matching;

namespace BackOffice.Workflows.Reports;

/// <summary>
/// All that the activation report of one case and its group may know. Whoever gathers the facts masks what the reader may not see (decision 21)
/// before they come here; passwords, hashes and tokens are never among them. The digest of the report is over exactly these values.
/// </summary>
public sealed record ActivationReportFacts
{
    /// <summary>The moment the facts were read; the report speaks of this time and no other.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>The number of the case, as people quote it.</summary>
    public required string CaseNumber { get; init; }

    /// <summary>The account whose activation this is.</summary>
    public required ReportedAccount Account { get; init; }

    /// <summary>The company's tax number as written; null when it has none.</summary>
    public string? TaxNumber { get; init; }

    /// <summary>The company's address; null when it is not known.</summary>
    public string? Address { get; init; }

    /// <summary>How far the case is.</summary>
    public required CaseProgress Progress { get; init; }

    /// <summary>The name of the state, as the list of cases shows it.</summary>
    public required Words State { get; init; }

    /// <summary>What came of it, or what it waits for.</summary>
    public required Sentence Outcome { get; init; }

    /// <summary>What happened, oldest first.</summary>
    public IReadOnlyList<ReportedEvent> Timeline { get; init; } = [];

    /// <summary>The pairs that were judged, each with its evidence; empty when no other account was like this one.</summary>
    public IReadOnlyList<ReportedPair> Pairs { get; init; } = [];

    /// <summary>The activation group; null when the account stands alone.</summary>
    public ReportedGroup? Group { get; init; }

    /// <summary>The logins and identities that were replaced (2.f.2.b); empty when none was.</summary>
    public IReadOnlyList<ReportedReplacement> Replacements { get; init; } = [];

    /// <summary>The notices of the case, oldest first.</summary>
    public IReadOnlyList<ReportedNotice> Notices { get; init; } = [];
}

/// <summary>How far a case is, as far as a report tells.</summary>
public enum CaseProgress
{
    /// <summary>A step is running or due.</summary>
    Running,

    /// <summary>Waits for the provider, another party or staff.</summary>
    Waiting,

    /// <summary>Put off by the provider (2.d).</summary>
    Postponed,

    /// <summary>Ended with the account active.</summary>
    Active,

    /// <summary>Ended without activation.</summary>
    Closed,
}

/// <summary>One account, the way a report names it.</summary>
/// <param name="SiteCode">The code of its site.</param>
/// <param name="SiteName">The name of its site.</param>
/// <param name="UserId">Its user ID, masked where the reader may not see it.</param>
/// <param name="Company">The company's name; null when it is not shown.</param>
public sealed record ReportedAccount(string SiteCode, string SiteName, string UserId, string? Company);

/// <summary>One thing that happened.</summary>
/// <param name="At">When.</param>
/// <param name="What">What happened.</param>
/// <param name="Actor">Who did it: a site, a member of staff, or the system.</param>
public sealed record ReportedEvent(DateTimeOffset At, Sentence What, Words Actor);

/// <summary>One pair of accounts and why it was judged as it was.</summary>
/// <param name="Left">The account of the case, or of its group.</param>
/// <param name="Right">The other account.</param>
/// <param name="Decision">What the pair is.</param>
/// <param name="Rule">The name of the rule that held.</param>
/// <param name="Meaning">What that rule says.</param>
/// <param name="Clause">The clause of the terms it carries out.</param>
/// <param name="RuleSetVersion">The version of the rule set.</param>
/// <param name="Evidence">What was compared, field by field.</param>
/// <param name="Verdict">What a person decided; null when nobody was asked.</param>
/// <param name="WeakLink">True when this pair alone holds the group together; otherwise null, which leaves the digest of an older report as it was.</param>
public sealed record ReportedPair(
    ReportedAccount Left,
    ReportedAccount Right,
    PairDecision Decision,
    string Rule,
    Sentence Meaning,
    string Clause,
    string RuleSetVersion,
    IReadOnlyList<ReportedEvidence> Evidence,
    ReportedVerdict? Verdict = null,
    bool? WeakLink = null);

/// <summary>One compared field of a pair.</summary>
/// <param name="Field">The field, as people call it.</param>
/// <param name="Left">The left side.</param>
/// <param name="Right">The right side.</param>
/// <param name="Verdict">What the comparison said.</param>
/// <param name="Measure">The measure behind it, such as a similarity; null when there is none.</param>
public sealed record ReportedEvidence(Words Field, ComparedValue Left, ComparedValue Right, FieldVerdict Verdict, string? Measure = null);

/// <summary>A value as it was entered beside the form in which it was compared.</summary>
/// <param name="Raw">As entered; null when the field is empty.</param>
/// <param name="Normalised">As compared; null when nothing in it can be compared.</param>
public sealed record ComparedValue(string? Raw, string? Normalised);

/// <summary>What a person decided about a pair.</summary>
/// <param name="At">When.</param>
/// <param name="By">Who.</param>
/// <param name="Reason">The reason on the record, where the reader may see it.</param>
public sealed record ReportedVerdict(DateTimeOffset At, string By, Words Reason);
