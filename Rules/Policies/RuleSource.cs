using System.Text;

namespace BackOffice.Rules.Policies;

/// <summary>The bytes of a rule set, and the way from a byte to the line and column that an editor shows.</summary>
internal sealed class RuleSource(ReadOnlyMemory<byte> file)
{
    /// <summary>The bytes without the mark that some editors put before UTF-8.</summary>
    internal ReadOnlySpan<byte> Json => file.Span.StartsWith("\uFEFF"u8) ? file.Span[3..] : file.Span;

    internal RulePosition At(int offset)
    {
        var before = Json[..Math.Min(offset, Json.Length)];
        var line = before[(before.LastIndexOf((byte)'\n') + 1)..];
        return new(before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(line) + 1);
    }

    /// <summary>The place of the given character (from 0) of a string, through the escapes of its JSON.</summary>
    internal RulePosition Within(JsonPart.Text text, int character)
    {
        var at = text.Offset + 1;
        for (var passed = 0; passed < character && at < Json.Length; passed++)
        {
            if (Json[at] is (byte)'\\')
            {
                at += Json[at + 1] is (byte)'u' ? 6 : 2;
                continue;
            }
            Rune.DecodeFromUtf8(Json[at..], out var rune, out var length);
            at += length;
            // A rune outside the basic plane is two characters of the expression.
            passed += rune.Utf16SequenceLength - 1;
        }
        return At(at) with { InExpression = character + 1 };
    }
}
