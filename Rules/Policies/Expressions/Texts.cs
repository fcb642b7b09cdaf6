namespace BackOffice.Rules.Policies.Expressions;

/// <summary>
/// What a rule can ask of a text. Characters are compared one by one, cases are folded as in every culture, and no answer is longer than the text. A text that is missing
/// or too long to be searched is an exception, which the caller reads as doubt (decision 11).
/// </summary>
internal static class Texts
{
    /// <summary>As long as a text of the rule file may be.</summary>
    internal const int MaxLength = 2_000;

    public static bool IsMissing(string? text) => string.IsNullOrEmpty(text);

    public static bool IsBlank(string? text) => text is null || string.IsNullOrWhiteSpace(Bounded(text));

    public static string Or(string? text, string otherwise) => text ?? otherwise;

    public static long Length(string? text) => There(text).Length;

    public static bool Contains(string? text, string part) => Bounded(text).Contains(part, StringComparison.Ordinal);

    public static bool StartsWith(string? text, string part) => Bounded(text).StartsWith(part, StringComparison.Ordinal);

    public static bool EndsWith(string? text, string part) => Bounded(text).EndsWith(part, StringComparison.Ordinal);

    public static string Trim(string? text) => Bounded(text).Trim();

    public static string ToLower(string? text) => Bounded(text).ToLowerInvariant();

    public static string ToUpper(string? text) => Bounded(text).ToUpperInvariant();

    private static string Bounded(string? text) =>
        There(text).Length <= MaxLength ? text! : throw new InvalidOperationException($"A text is longer than {MaxLength} characters.");

    private static string There(string? text) => text ?? throw new InvalidOperationException("A text is missing.");
}
