using System.Globalization;

namespace BackOffice.Rules.Policies.Expressions;

/// <summary>Why an expression is not taken.</summary>
/// <param name="Position">The character where reading stopped, from 0.</param>
/// <param name="Sentence">What is wrong and what to write instead.</param>
internal sealed record Refusal(int Position, Sentence Sentence)
{
    internal Refusal(int position, string indonesian, string english)
        : this(position, new Sentence(indonesian, english))
    {
    }

    /// <summary>A character as a person can recognise it, also when it is invisible or looks like another.</summary>
    internal static string Show(char c) => c is > ' ' and <= '~' ? c.ToString() : string.Create(CultureInfo.InvariantCulture, $"U+{(int)c:X4}");
}
