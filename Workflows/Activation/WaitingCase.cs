using System.Globalization;
using BackOffice.Workflows.Engine;

namespace BackOffice.Workflows.Activation;

/// <summary>What every waiting step of the activation does: stand in a state, remind, hand over, and go on when its signal comes.</summary>
public sealed class WaitingCase(CaseDesk desk, CaseNotices notices, TimeProvider clock)
{
    /// <summary>The settings that every waiting step understands (decision 20).</summary>
    public static IReadOnlyList<StepSetting> Settings { get; } =
    [
        new("remindAfter", StepSettingKind.Duration, "3.00:00:00"),
        new("remindAgainAfter", StepSettingKind.Duration, "7.00:00:00"),
        new("remindLastAfter", StepSettingKind.Duration, "14.00:00:00"),
        new("handOverAfter", StepSettingKind.Duration, "30.00:00:00"),
    ];

    /// <summary>Runs a waiting step.</summary>
    /// <param name="step">What the engine told the step.</param>
    /// <param name="state">Where the case stands while it waits.</param>
    /// <param name="outcomes">Which signal leads to which outcome.</param>
    /// <param name="ct">Cancels.</param>
    /// <param name="lookAgain">Signals at which the step counts its reminders anew and goes on waiting.</param>
    public async Task<StepResult> RunAsync(StepContext step, CaseState state, IReadOnlyDictionary<string, string> outcomes, CancellationToken ct, params IReadOnlyList<string> lookAgain)
    {
        var @case = await desk.LoadToGoOnAsync(step.Case, ct);
        if (step.Entry == Entry.Signal && outcomes.TryGetValue(step.Signal!, out var outcome))
        {
            desk.Move(@case, CaseState.Running);
            return new StepResult.Done(outcome);
        }
        // The pre-check has already put the fields to mend into the reason; coming to wait must not wipe it.
        desk.Move(@case, state, @case.StateReason);
        var now = clock.GetUtcNow();
        var spans = UntilDeadline(@case, Spans(step.Settings));
        var answer = ReminderPlan.Decide(spans, @case.CountsFrom, @case.Reminders, @case.HandedOverAt is not null, @case.PostponedUntil, now);
        switch (answer.Act)
        {
            case ReminderPlan.Act.Remind:
                @case.Reminders = ReminderPlan.Passed(spans, @case.CountsFrom, now);
                @case.RemindedAt = now;
                @case.Version++;
                await notices.RemindAsync(@case, ct);
                break;
            case ReminderPlan.Act.HandOver:
                @case.HandedOverAt = now;
                @case.Version++;
                await notices.TellAsync(@case, "handed-to-helpdesk", ct);
                break;
            case ReminderPlan.Act.Wait:
                break;
            case var other:
                throw new InvalidOperationException($"Unhandled reminder act {other}.");
        }
        return new StepResult.Wait([.. outcomes.Keys, .. lookAgain, CaseSignals.DeadlineExtended], answer.LookAgain);
    }

    // Whoever extended the deadline set it; otherwise the step's own span does, or the end of the provider's silence.
    private static ReminderPlan.Spans UntilDeadline(ActivationCase @case, ReminderPlan.Spans spans)
    {
        if (@case.ExtendedAt is null && @case.HandedOverAt is null)
        {
            var planned = @case.StateSince + spans.HandOver;
            @case.Deadline = @case.PostponedUntil > planned ? @case.PostponedUntil : planned;
        }
        return @case.Deadline is { } deadline ? spans with { HandOver = deadline - @case.CountsFrom } : spans;
    }

    private static ReminderPlan.Spans Spans(IReadOnlyDictionary<string, string> settings) =>
        new(
            [.. new[] { settings["remindAfter"], settings["remindAgainAfter"], settings["remindLastAfter"] }.Select(Span).Order()], Span(settings["handOverAfter"]));

    private static TimeSpan Span(string text) => TimeSpan.Parse(text, CultureInfo.InvariantCulture);
}
