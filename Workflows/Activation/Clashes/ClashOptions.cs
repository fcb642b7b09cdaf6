using System.ComponentModel.DataAnnotations;

namespace BackOffice.Workflows.Activation.Clashes;

/// <summary>
/// Settings of section <c>Clashes</c>: when a party of a user-ID clash that has no open case is reminded (decision 20), each counted from when its obligation became known. A case
/// reminds by the settings of its waiting step.
/// </summary>
public sealed class ClashOptions : IValidatableObject
{
    /// <summary>The first reminder; 3 days unless set. Also how long a party with an open case is left alone before it is looked at again.</summary>
    public TimeSpan RemindAfter { get; set; } = TimeSpan.FromDays(3);

    /// <summary>The second reminder; 7 days unless set.</summary>
    public TimeSpan RemindAgainAfter { get; set; } = TimeSpan.FromDays(7);

    /// <summary>The last reminder; 14 days unless set.</summary>
    public TimeSpan RemindLastAfter { get; set; } = TimeSpan.FromDays(14);

    /// <summary>The deadline, after which the helpdesk is asked to look after it; 30 days unless set. The obligation stays.</summary>
    public TimeSpan HandOverAfter { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How often at least the worker looks for what is due; a minute unless set.</summary>
    public TimeSpan LookEvery { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The same as the spans of a waiting step.</summary>
    internal ReminderPlan.Spans Spans => new([RemindAfter, RemindAgainAfter, RemindLastAfter], HandOverAfter);

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (LookEvery < TimeSpan.FromSeconds(1))
            yield return new("Clashes:LookEvery must be a second or more.", [nameof(LookEvery)]);
        if (RemindAfter <= TimeSpan.Zero || RemindAfter > RemindAgainAfter || RemindAgainAfter > RemindLastAfter || RemindLastAfter > HandOverAfter)
            yield return new("Clashes:RemindAfter, RemindAgainAfter, RemindLastAfter and HandOverAfter must be more than nothing, and none before the one it follows.", [nameof(HandOverAfter)]);
    }
}
