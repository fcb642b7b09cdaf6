using System.Globalization;
using BackOffice.Designer.Console;
using BackOffice.Rules.Matching;
using BackOffice.Workflows;
using BackOffice.Workflows.Activation.Dossiers;
using BackOffice.Workflows.Notices;
using Microsoft.Extensions.Localization;

namespace BackOffice.Designer.Dossier;

/// <summary>What kind of thing happened, as the timeline is filtered.</summary>
internal enum TimelineKind
{
    /// <summary>The system, a site or the provider did something.</summary>
    System,

    /// <summary>A notice went out.</summary>
    Mail,

    /// <summary>A member of staff noted something.</summary>
    Notes,

    /// <summary>A member of staff, or a policy, decided.</summary>
    Decisions,
}

/// <summary>One line of the timeline as a person reads it.</summary>
/// <param name="At">When.</param>
/// <param name="Kind">What kind it is.</param>
/// <param name="By">Who; null for the system.</param>
/// <param name="Text">What happened.</param>
/// <param name="Details">More about it, a line each.</param>
/// <param name="Trouble">Whether it needs somebody to look.</param>
internal sealed record TimelineLine(DateTimeOffset At, TimelineKind Kind, string? By, string Text, IReadOnlyList<string> Details, bool Trouble = false);

/// <summary>Puts the history of a case into words. What has no words in this release keeps its stable name.</summary>
internal static class Timeline
{
    private const string StepPrefix = "BackOffice.";
    private const string Notify = "BackOffice.Notify";
    private const string Nothing = "–";

    /// <summary>The lines, newest first. That a notice's step was passed is left out, since the notice tells it.</summary>
    public static IReadOnlyList<TimelineLine> Of(IStringLocalizer<TimelineWords> words, IEnumerable<CaseEvent> history) =>
        [.. history.Where(entry => entry is not CaseEvent.Passage { Step: Notify, Outcome: "Done" } and not CaseEvent.Act { What: "note-added" }).Reverse().Select(entry => Line(words, entry))];

    /// <summary>A passage of a step in words.</summary>
    public static string Passage(IStringLocalizer<TimelineWords> words, CaseEvent.Passage passage)
    {
        var step = Short(passage.Step);
        return passage.Outcome switch
        {
            "(wait)" => words["Waiting", Text(words[$"Step.{step}"], step)],
            "(failed)" => words["Failed", Text(words[$"Step.{step}"], step)],
            "(cancelled)" => words["Cancelled"],
            var moved when moved.StartsWith("(moved)", StringComparison.Ordinal) => words["Moved", moved.Split(' ')[^1]],
            ['(', ..] skipped => words["Skipped", Text(words[$"Step.{step}"], step), Text(words[$"Passage.{step}.{skipped.Split(' ')[^1]}"], skipped.Split(' ')[^1])],
            var outcome => Text(words[$"Passage.{step}.{outcome}"], $"{step}: {outcome}"),
        };
    }

    /// <summary>A step's type as keys of words have it.</summary>
    public static string Short(string step) => step.StartsWith(StepPrefix, StringComparison.Ordinal) ? step[StepPrefix.Length..] : step;

    private static TimelineLine Line(IStringLocalizer<TimelineWords> words, CaseEvent entry) => entry switch
    {
        CaseEvent.Passage passage => new(passage.At, TimelineKind.System, null, Passage(words, passage), [], passage.Outcome == "(failed)"),
        CaseEvent.Act act => new(act.At, act.By.Kind == ActorKind.Staff ? TimelineKind.Decisions : TimelineKind.System, Who(words, act.By), Text(words[$"Act.{act.What}"], act.What),
            [.. act.Values.Select(value => Detail(words, value.Name, value.Value)).OfType<string>()]),
        CaseEvent.Mail mail => new(mail.At, TimelineKind.Mail, null, mail.Subject.Here(), [Delivery(words, mail)], mail.State is NoticeState.Bounced or NoticeState.Dead),
        CaseEvent.Note note => new(note.At, TimelineKind.Notes, note.By, note.Text, []),
        CaseEvent.Decision decision => new(decision.At, TimelineKind.Decisions, null,
            words["Decision", Text(words[$"Policy.{decision.Policy}"], decision.Policy), Text(words[$"Outcome.{decision.Outcome}"], decision.Outcome)],
            [decision.Fired.Length == 0 ? words["Rules", decision.RulesVersion] : words["Rules.Fired", decision.Fired, decision.RulesVersion]]),
        var other => throw new InvalidOperationException($"Unhandled event {other.GetType().Name}."),
    };

    private static string? Who(IStringLocalizer<TimelineWords> words, Actor by) => by.Kind switch
    {
        ActorKind.Staff => by.Name,
        ActorKind.Site => $"LPSE {by.Name}",
        ActorKind.Provider => words["Provider"],
        ActorKind.System => null,
        _ => throw new InvalidOperationException($"Unhandled kind of actor {by.Kind}."),
    };

    // Ids tell a person nothing.
    private static string? Detail(IStringLocalizer<TimelineWords> words, string name, string value)
    {
        if (value.Length == 0 || Guid.TryParse(value, out _) || words[$"Value.{name}"] is not { ResourceNotFound: false } label)
            return null;
        if (DateTimeOffset.TryParseExact(value, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment))
            return $"{label.Value}: {Local.Moment(moment)}";
        return Enum.TryParse<VerdictAnswer>(value, out var verdict) && !int.TryParse(value, out _) ? $"{label.Value}: {words[$"Verdict.{verdict}"].Value}" : $"{label.Value}: {value}";
    }

    private static string Delivery(IStringLocalizer<TimelineWords> words, CaseEvent.Mail mail) => mail switch
    {
        { State: NoticeState.Sent, SentAt: { } at } => words["Mail.Sent", mail.To, Local.Moment(at)],
        { State: NoticeState.Queued } => words["Mail.Queued", mail.To],
        { State: NoticeState.Bounced } => words["Mail.Bounced", mail.To, mail.Trouble ?? Nothing],
        { State: NoticeState.Dead } => words["Mail.Dead", mail.To, mail.Trouble ?? Nothing],
        _ => mail.To,
    };

    private static string Text(LocalizedString words, string name) => words.ResourceNotFound ? name : words.Value;
}
