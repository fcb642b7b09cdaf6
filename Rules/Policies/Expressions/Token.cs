namespace BackOffice.Rules.Policies.Expressions;

internal enum TokenKind
{
    Word,
    Number,
    Text,
    Dot,
    Comma,
    Open,
    Close,
    Plus,
    Minus,
    Times,
    Slash,
    Percent,
    Not,
    And,
    Or,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    End,
}

/// <param name="Kind">What it is.</param>
/// <param name="Position">Its first character in the expression, from 0.</param>
/// <param name="Text">The characters as written; of a <see cref="TokenKind.Text"/> what they stand for, without quotes and escapes.</param>
internal readonly record struct Token(TokenKind Kind, int Position, string Text)
{
    internal bool IsComparison => Kind is >= TokenKind.Equal and <= TokenKind.GreaterOrEqual;

    internal bool IsCalculation => Kind is >= TokenKind.Plus and <= TokenKind.Percent;
}
