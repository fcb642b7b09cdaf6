using System.Globalization;
using BackOffice.Rules;

namespace BackOffice.Workflows.Engine;

/// <summary>Checks and reads the literals of settings. A step that got one through the reader may read it without a check.</summary>
public static class SettingLiteral
{
    /// <summary>Reads a checked <see cref="StepSettingKind.Duration"/>.</summary>
    public static TimeSpan Duration(string literal) => TimeSpan.ParseExact(literal, "c", CultureInfo.InvariantCulture);

    /// <summary>Reads a checked <see cref="StepSettingKind.Count"/>.</summary>
    public static int Count(string literal) => int.Parse(literal, NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>What is wrong with a literal; null when nothing is.</summary>
    internal static Sentence? Problem(StepSetting setting, string literal) => setting switch
    {
        { Allowed: { } allowed } when !allowed.Contains(literal, StringComparer.Ordinal) => DefinitionProblems.NotAllowed(setting.Name, literal, allowed),
        { Kind: StepSettingKind.Duration } when !TimeSpan.TryParseExact(literal, "c", CultureInfo.InvariantCulture, out var span) || span <= TimeSpan.Zero
            => DefinitionProblems.NotADuration(setting.Name, literal),
        { Kind: StepSettingKind.Count } when !int.TryParse(literal, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            => DefinitionProblems.NotACount(setting.Name, literal),
        _ => null,
    };
}
