using BackOffice.Rules.Policies.Expressions;

namespace BackOffice.Rules.Tests.Policies;

/// <summary>What a rule may be, said a second time and by other means: by the words of the text that the engine gets, and by the size of the tree.</summary>
internal static class Grammar
{
    private static readonly HashSet<string> Words =
    [
        "trial", "Name", "Other", "Known", "Sure", "Count", "Age", "Total", "Share", "Likeness", "null", "true", "false",
        "Texts", "IsMissing", "IsBlank", "Length", "Contains", "StartsWith", "EndsWith", "Trim", "ToLower", "ToUpper",
        "WholeNumbers", "RealNumbers", "There", "Or", "Add", "Subtract", "Multiply", "Divide", "Remainder", "Opposite",
    ];

    internal static bool Holds(ExpressionNode tree) =>
        tree.Depth <= ExpressionParser.MaxDepth && tree.Weight <= ExpressionParser.MaxWeight && CanonicalText.Of(tree, "trial") is var text && WordsOf(text).All(Words.Contains);

    /// <summary>The words outside of texts; a character that no word, number or sign has is a word of its own.</summary>
    private static IEnumerable<string> WordsOf(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var start = at;
            if (char.IsAsciiLetter(text[at]))
            {
                while (at < text.Length && char.IsAsciiLetterOrDigit(text[at]))
                    at++;
                yield return text[start..at];
            }
            else if (char.IsAsciiDigit(text[at]))
            {
                while (at < text.Length && (char.IsAsciiDigit(text[at]) || text[at] is '.' or 'E' or 'L' || (text[at] is '+' or '-' && text[at - 1] is 'E')))
                    at++;
            }
            else if (text[at] is '"')
            {
                at = text.IndexOf('"', at + 1) + 1;
                if (text[start..at].Any(c => c is > '~' or < ' '))
                    yield return text[start..at];
            }
            else if ("()!=<>&|-., ".Contains(text[at++], StringComparison.Ordinal) is false)
                yield return text[start..at];
        }
    }
}
