namespace BackOffice.Rules.Policies.Expressions;

/// <summary>
/// The words that are operators or values, in every spelling that System.Linq.Dynamic.Core 1.7.4 reads by default:
/// upper and lower case do not differ in them, as they do in the names of facts.
/// </summary>
internal static class Words
{
    /// <summary>Dynamic.Core's name for a fact that may be missing, with what stands for it.</summary>
    internal const string Otherwise = "np";

    private static readonly Dictionary<string, TokenKind> Operators = new(StringComparer.OrdinalIgnoreCase)
    {
        ["and"] = TokenKind.And,
        ["andalso"] = TokenKind.And,
        ["or"] = TokenKind.Or,
        ["orelse"] = TokenKind.Or,
        ["not"] = TokenKind.Not,
        ["eq"] = TokenKind.Equal,
        ["equal"] = TokenKind.Equal,
        ["ne"] = TokenKind.NotEqual,
        ["neq"] = TokenKind.NotEqual,
        ["notequal"] = TokenKind.NotEqual,
        ["lt"] = TokenKind.Less,
        ["lessthan"] = TokenKind.Less,
        ["le"] = TokenKind.LessOrEqual,
        ["lessthanequal"] = TokenKind.LessOrEqual,
        ["gt"] = TokenKind.Greater,
        ["greaterthan"] = TokenKind.Greater,
        ["ge"] = TokenKind.GreaterOrEqual,
        ["greaterthanequal"] = TokenKind.GreaterOrEqual,
        ["mod"] = TokenKind.Percent,
    };

    internal static TokenKind KindOf(string word) => Operators.GetValueOrDefault(word, TokenKind.Word);

    internal static bool IsTrue(string word) => word.Equals("true", StringComparison.OrdinalIgnoreCase);

    internal static bool IsFalse(string word) => word.Equals("false", StringComparison.OrdinalIgnoreCase);

    internal static bool IsNull(string word) => word.Equals("null", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the engine would take the word for something else than the name of an input or a fact.</summary>
    internal static bool IsReserved(string word) =>
        Operators.ContainsKey(word) || IsTrue(word) || IsFalse(word) || IsNull(word)
        || word.ToUpperInvariant() is "IT" or "PARENT" or "ROOT" or "IN" or "NP" or "STRING" or "IIF" or "ISNULL" or "IS" or "AS" or "CAST" or "NEW" or "OUT";
}
