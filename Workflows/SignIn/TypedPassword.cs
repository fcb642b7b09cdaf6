using System.Security.Cryptography;
using System.Text;

namespace BackOffice.Workflows.SignIn;

/// <summary>
/// A password as somebody typed it, held as bytes that are wiped when it is disposed. It shows itself nowhere: its text is always <c>***</c>,
/// so that no log, exception or interpolated sentence can carry it.
/// </summary>
public sealed class TypedPassword : IDisposable
{
    /// <summary>The most characters that are read; nobody types more, and a longer text must not cost more.</summary>
    public const int MaxLength = 1024;

    private readonly byte[] utf8;

    /// <summary>Takes a copy of what was typed. A text over <see cref="MaxLength"/> is cut there, and so matches nothing that was ever set.</summary>
    public TypedPassword(ReadOnlySpan<char> typed)
    {
        typed = typed[..Math.Min(typed.Length, MaxLength)];
        // Pinned: the collector may not leave copies behind when it moves things.
        utf8 = GC.AllocateUninitializedArray<byte>(Encoding.UTF8.GetByteCount(typed), pinned: true);
        Encoding.UTF8.GetBytes(typed, utf8);
    }

    /// <summary>How many bytes were typed, in UTF-8.</summary>
    public int Length => utf8.Length;

    internal ReadOnlySpan<byte> Utf8 => utf8;

    /// <inheritdoc />
    public void Dispose() => CryptographicOperations.ZeroMemory(utf8);

    /// <inheritdoc />
    public override string ToString() => "***";
}
