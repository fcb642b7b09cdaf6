namespace BackOffice.Workflows.Activation;

/// <summary>Whether the Default that the rule chose may win without a person (decision 2): a decision over facts, without effect.</summary>
public static class GroupDecision
{
    /// <summary>What the decision knows of one account.</summary>
    /// <param name="Account">The account.</param>
    /// <param name="Verified">Whether its site has verified it.</param>
    /// <param name="RegisteredOn">The day it was registered.</param>
    /// <param name="ActivatedAt">When it was activated; null before.</param>
    public sealed record Candidate(long Account, bool Verified, DateOnly RegisteredOn, DateTimeOffset? ActivatedAt);

    /// <summary>
    /// True when the Default is unverified while a member is verified, or was registered after another member was activated: a hostile account
    /// with a victim's NPWP and an inflated count must not win silently.
    /// </summary>
    public static bool NeedsConfirmation(Candidate chosen, IEnumerable<Candidate> members)
    {
        var others = members.Where(member => member.Account != chosen.Account).ToList();
        return (!chosen.Verified && others.Any(member => member.Verified))
            || others.Any(member => member.ActivatedAt is { } at && chosen.RegisteredOn > DateOnly.FromDateTime(at.UtcDateTime));
    }
}
