using System.ComponentModel.DataAnnotations;

namespace BackOffice.Workflows.Incidents;

/// <summary>Settings of section <c>Incidents</c>.</summary>
public sealed class IncidentOptions : IValidatableObject
{
    /// <summary>
    /// After how long without a sign of life long work in the background, a signal that nobody looked at or a passed due date counts as standing still; 10 minutes unless set. Too short lists what is
    /// merely slow, and previews, rehearsals, re-evaluations and stage changes give no sign until they end; it changes nothing else.
    /// </summary>
    public TimeSpan StandsStillAfter { get; set; } = TimeSpan.FromMinutes(10);

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (StandsStillAfter < TimeSpan.FromSeconds(30) || StandsStillAfter > TimeSpan.FromDays(7))
            yield return new("Incidents:StandsStillAfter must be between 30 seconds and 7 days.", [nameof(StandsStillAfter)]);
    }
}
