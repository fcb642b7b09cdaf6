namespace BackOffice.Rules.Policies.Expressions;

/// <summary>
/// One of the few things that a rule may ask of a text. Written as authors of RulesEngine know it, done by <see cref="Texts"/>: bounded, and the same in every culture.
/// </summary>
/// <param name="Name">As it is written after the text and a dot.</param>
/// <param name="Method">The method of <see cref="Texts"/>.</param>
/// <param name="Type">The type of the answer.</param>
/// <param name="TakesText">Whether a text stands in its parentheses.</param>
internal sealed record TextFunction(string Name, string Method, FactType Type, bool TakesText = false)
{
    internal const string Length = "Length";

    /// <summary>Those written <c>string.Name(text)</c>, which are asked whether a text is there at all.</summary>
    internal static readonly IReadOnlyDictionary<string, TextFunction> OfMissing = Named(
        new("IsNullOrEmpty", nameof(Texts.IsMissing), FactType.Flag),
        new("IsNullOrWhiteSpace", nameof(Texts.IsBlank), FactType.Flag));

    /// <summary>Those written <c>text.Name(…)</c>.</summary>
    internal static readonly IReadOnlyDictionary<string, TextFunction> OfText = Named(
        new("Contains", nameof(Texts.Contains), FactType.Flag, TakesText: true),
        new("StartsWith", nameof(Texts.StartsWith), FactType.Flag, TakesText: true),
        new("EndsWith", nameof(Texts.EndsWith), FactType.Flag, TakesText: true),
        new(Length, nameof(Texts.Length), FactType.Whole),
        new("Trim", nameof(Texts.Trim), FactType.Text),
        new("ToLower", nameof(Texts.ToLower), FactType.Text),
        new("ToUpper", nameof(Texts.ToUpper), FactType.Text),
        new("ToLowerInvariant", nameof(Texts.ToLower), FactType.Text),
        new("ToUpperInvariant", nameof(Texts.ToUpper), FactType.Text));

    /// <summary>Whether it answers for a text that is missing.</summary>
    internal bool TakesMissing => OfMissing.ContainsKey(Name);

    private static Dictionary<string, TextFunction> Named(params TextFunction[] functions) => functions.ToDictionary(function => function.Name, StringComparer.Ordinal);
}
