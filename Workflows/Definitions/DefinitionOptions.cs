using System.ComponentModel.DataAnnotations;

namespace BackOffice.Workflows.Definitions;

/// <summary>Settings of section <c>Definitions</c>: how workflow definitions are written and tried.</summary>
public sealed class DefinitionOptions : IValidatableObject
{
    /// <summary>Whether a draft is published by another process owner than its author. Unless set: in Development no, everywhere else yes (ADR 31).</summary>
    public bool? SecondPerson { get; set; }

    /// <summary>The folder of scenarios that a draft is rehearsed with; <c>scenarios</c> beside the program, where the shipped ones lie, unless set.</summary>
    public string Scenarios { get; set; } = "";

    /// <summary>How often at least the workers look for rehearsals and moves that a Host which died has left; a minute unless set.</summary>
    public TimeSpan LookEvery { get; set; } = TimeSpan.FromMinutes(1);

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (LookEvery < TimeSpan.FromSeconds(1) || LookEvery > TimeSpan.FromHours(1))
            yield return new("Definitions:LookEvery must be between a second and an hour.", [nameof(LookEvery)]);
    }
}
