using BackOffice.Rules.Identity;

namespace BackOffice.Designer.Staff;

/// <summary>The sites that somebody is to be limited to.</summary>
/// <param name="Sites">The sites; null: every site.</param>
public sealed record SiteChoice(IReadOnlyList<SiteCode>? Sites)
{
    /// <summary>Whether it can be stored: a limit names at least one site.</summary>
    public bool IsComplete => Sites is not [];
}
