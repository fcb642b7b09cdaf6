namespace BackOffice.Workflows.Activation;

/// <summary>When a waiting case is reminded and handed over (decision 20): a decision over times, without effect.</summary>
public static class ReminderPlan
{
    /// <summary>The spans of one waiting step, counted from when the case came to it.</summary>
    /// <param name="Reminders">When to remind, ascending.</param>
    /// <param name="HandOver">When the helpdesk gets it; also how often it is looked at after that, so that no case stands without a next date.</param>
    public sealed record Spans(IReadOnlyList<TimeSpan> Reminders, TimeSpan HandOver);

    /// <summary>What to do now.</summary>
    public enum Act
    {
        /// <summary>Nothing is due.</summary>
        Wait,

        /// <summary>Remind the provider once more.</summary>
        Remind,

        /// <summary>Hand the case to the helpdesk.</summary>
        HandOver,
    }

    /// <summary>What to do, and when to look again.</summary>
    public sealed record Answer(Act Act, DateTimeOffset LookAgain);

    /// <summary>Decides for a case that came to its waiting step at <paramref name="since"/>.</summary>
    /// <param name="spans">The step's spans.</param>
    /// <param name="since">When it came to the step.</param>
    /// <param name="sent">Reminders sent since.</param>
    /// <param name="handedOver">Whether the helpdesk has it already.</param>
    /// <param name="postponedUntil">Until when the provider wants to hear nothing (2.d).</param>
    /// <param name="now">The moment.</param>
    public static Answer Decide(Spans spans, DateTimeOffset since, int sent, bool handedOver, DateTimeOffset? postponedUntil, DateTimeOffset now)
    {
        if (postponedUntil is { } until && until > now)
            return new(Act.Wait, until);
        if (handedOver)
            return new(Act.Wait, now + spans.HandOver);
        if (since + spans.HandOver <= now)
            return new(Act.HandOver, now + spans.HandOver);
        // After a silence (postponed, or the Host was down) one reminder stands for all that were missed.
        var passed = Passed(spans, since, now);
        var next = since + spans.Reminders.Skip(passed).Append(spans.HandOver).Min();
        return new(passed > sent ? Act.Remind : Act.Wait, next);
    }

    /// <summary>How many reminders a case has behind it at <paramref name="now"/>, sent or passed over in silence.</summary>
    public static int Passed(Spans spans, DateTimeOffset since, DateTimeOffset now) => spans.Reminders.Count(span => since + span <= now);
}
