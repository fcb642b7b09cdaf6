using System.Text.Json;
using System.Text.Json.Serialization;
using BackOffice.Workflows.Staff;

namespace BackOffice.Workflows.Activation.Desk.Bulk;

/// <summary>What is done to many cases at once: to each of them what the act on one case does, with the same checks. In JSON its member <c>act</c> names it.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "act")]
[JsonDerivedType(typeof(Remind), "remind")]
[JsonDerivedType(typeof(Extend), "extend")]
[JsonDerivedType(typeof(Reassign), "reassign")]
[JsonDerivedType(typeof(Note), "note")]
public abstract record BulkAct
{
    private BulkAct()
    {
    }

    /// <summary>Reminds the provider of each; see <see cref="RemindParty"/>.</summary>
    public sealed record Remind : BulkAct;

    /// <summary>Moves the deadline of each; see <see cref="ExtendDeadline"/>.</summary>
    /// <param name="Until">The new deadline.</param>
    /// <param name="Reason">Why; 5 to 2,000 characters.</param>
    public sealed record Extend(DateTimeOffset Until, string Reason) : BulkAct;

    /// <summary>Gives each to a colleague, or to nobody; see <see cref="AssignCase"/>.</summary>
    /// <param name="Owner">The sign-in name; null for nobody.</param>
    public sealed record Reassign(string? Owner) : BulkAct;

    /// <summary>Writes the same note on each; see <see cref="AddNote"/>.</summary>
    /// <param name="Text">What is noted; 5 to 2,000 characters.</param>
    public sealed record Note(string Text) : BulkAct;

    internal string ToJson() => JsonSerializer.Serialize(this);

    internal static BulkAct FromJson(string json) => JsonSerializer.Deserialize<BulkAct>(json)!;

    /// <summary>Why a person may not do it to any case at all; null when it may be tried.</summary>
    internal Refusal? Refuse(StaffActor by) => this switch
    {
        Extend extend => by.Requires(DeskRoles.Deadlines) ?? StaffReason.Check(extend.Reason),
        Note note => by.Requires(DeskRoles.Acting) ?? StaffReason.Check(note.Text),
        _ => by.Requires(DeskRoles.Acting),
    };

    /// <summary>Why it cannot be done to a case as it stands; null when it can. A colleague who has the case in hand is another matter.</summary>
    internal Refusal? WhyNot(ActivationCase @case, DeskOptions options, DateTimeOffset now) => this switch
    {
        Remind => RemindParty.WhyNot(@case, options.RemindAgainAfter, now),
        Extend extend => ExtendDeadline.WhyNot(@case, extend.Until, options.LongestExtension, now),
        Reassign => @case.IsOpen ? null : CaseRefusals.CaseClosed,
        Note => null,
        var other => throw new InvalidOperationException($"Unhandled act {other.GetType().Name}."),
    };
}
