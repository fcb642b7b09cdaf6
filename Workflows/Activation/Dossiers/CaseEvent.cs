using BackOffice.Rules;
using BackOffice.Workflows.Notices;

namespace BackOffice.Workflows.Activation.Dossiers;

/// <summary>One thing that happened in a case, as it stands in its own table.</summary>
/// <param name="At">When.</param>
public abstract record CaseEvent(DateTimeOffset At)
{
    /// <summary>The path passed a step, waits at it, or failed there.</summary>
    /// <param name="At">When.</param>
    /// <param name="Node">The activity in the definition.</param>
    /// <param name="Step">The step's type.</param>
    /// <param name="Outcome">The outcome, as <see cref="Engine.JournalEntry.Outcome"/> has it.</param>
    public sealed record Passage(DateTimeOffset At, string Node, string Step, string Outcome) : CaseEvent(At);

    /// <summary>Somebody did something.</summary>
    /// <param name="At">When.</param>
    /// <param name="By">Who.</param>
    /// <param name="What">What, in kebab-case.</param>
    /// <param name="Values">With which values.</param>
    public sealed record Act(DateTimeOffset At, Actor By, string What, IReadOnlyList<(string Name, string Value)> Values) : CaseEvent(At);

    /// <summary>A notice was written.</summary>
    /// <param name="At">When.</param>
    /// <param name="Notice">The notice.</param>
    /// <param name="Template">What it tells.</param>
    /// <param name="Subject">Its subject.</param>
    /// <param name="To">The recipient's address.</param>
    /// <param name="State">How far it is.</param>
    /// <param name="SentAt">When the server took it; null while it has not.</param>
    /// <param name="Trouble">Why it came back, or was not taken; null otherwise.</param>
    public sealed record Mail(DateTimeOffset At, Guid Notice, string Template, Sentence Subject, string To, NoticeState State, DateTimeOffset? SentAt, string? Trouble) : CaseEvent(At);

    /// <summary>A member of staff noted something.</summary>
    /// <param name="At">When.</param>
    /// <param name="By">Who.</param>
    /// <param name="Text">What.</param>
    public sealed record Note(DateTimeOffset At, string By, string Text) : CaseEvent(At);

    /// <summary>A policy decided about the case's own account.</summary>
    /// <param name="At">When.</param>
    /// <param name="Policy">The policy.</param>
    /// <param name="Outcome">What came of it.</param>
    /// <param name="Fired">The rules that decided, parted by commas.</param>
    /// <param name="RulesVersion">The rule set that answered.</param>
    public sealed record Decision(DateTimeOffset At, string Policy, string Outcome, string Fired, string RulesVersion) : CaseEvent(At);
}
