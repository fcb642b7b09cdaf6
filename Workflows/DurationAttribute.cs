using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace BackOffice.Workflows;

/// <summary>
/// A setting is a length of time within bounds. <see cref="RangeAttribute"/> would do but for one thing: it turns its texts into values when it is first asked, and where two Hosts start at once in a
/// process, as rehearsals and tests do, one of them meets it half done and does not start.
/// </summary>
/// <param name="least">The shortest that is taken, such as <c>00:00:30</c>.</param>
/// <param name="most">The longest that is taken, such as <c>7.00:00:00</c>.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DurationAttribute(string least, string most) : ValidationAttribute
{
    private readonly (TimeSpan Least, TimeSpan Most) bounds = (TimeSpan.Parse(least, CultureInfo.InvariantCulture), TimeSpan.Parse(most, CultureInfo.InvariantCulture));

    /// <summary>The shortest that is taken.</summary>
    public string Least => least;

    /// <summary>The longest that is taken.</summary>
    public string Most => most;

    /// <inheritdoc />
    public override bool IsValid(object? value) => value is null || (value is TimeSpan span && span >= bounds.Least && span <= bounds.Most);

    /// <inheritdoc />
    public override string FormatErrorMessage(string name) => $"The setting {name} must be between {least} and {most}.";
}
