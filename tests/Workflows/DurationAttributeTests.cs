using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace BackOffice.Workflows.Tests;

/// <summary>Settings that are lengths of time.</summary>
public sealed class DurationAttributeTests
{
    [Theory]
    [InlineData("00:00:30", true)]
    [InlineData("7.00:00:00", true)]
    [InlineData("00:00:29.9", false)]
    [InlineData("7.00:00:01", false)]
    [InlineData("-00:01:00", false)]
    public void Only_what_lies_within_the_bounds_is_taken(string value, bool isTaken)
    {
        var settings = new Settings { Every = TimeSpan.Parse(value, CultureInfo.InvariantCulture) };
        List<ValidationResult> faults = [];

        var taken = Validator.TryValidateObject(settings, new(settings), faults, validateAllProperties: true);

        Assert.Equal(isTaken, taken);
        Assert.Equal(isTaken ? [] : ["The setting Every must be between 00:00:30 and 7.00:00:00."], faults.Select(fault => fault.ErrorMessage));
    }

    private sealed class Settings
    {
        [Duration("00:00:30", "7.00:00:00")]
        public TimeSpan Every { get; init; }
    }
}
