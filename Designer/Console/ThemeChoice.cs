namespace BackOffice.Designer.Console;

/// <summary>Light or dark, as the person chose.</summary>
public enum ThemeChoice
{
    /// <summary>As the person's system has it, which only the browser knows.</summary>
    OfTheSystem,

    /// <summary>Always light.</summary>
    Light,

    /// <summary>Always dark.</summary>
    Dark,
}
