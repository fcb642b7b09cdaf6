using System.Numerics;
using System.Runtime.InteropServices;

namespace BackOffice.Rules.Matching;

/// <summary>
/// A 64-bit hash that is the same in every process, on every machine and in every version: keys stand in databases. Multiply-and-rotate over the UTF-16 code
/// units, four at a time, with MurmurHash3's finalizer. Not for secrets. If two contents ever fall together, the comparer tells them apart.
/// </summary>
internal static class StableHash
{
    private const ulong Prime1 = 0x9E3779B185EBCA87, Prime2 = 0xC2B2AE3D27D4EB4F;

    public static ulong Of(byte kind, ReadOnlySpan<char> text)
    {
        var hash = Mixed((ulong)text.Length + 1, kind + 1UL);
        if (!BitConverter.IsLittleEndian)
            throw new PlatformNotSupportedException("Keys in the database were made on a little-endian machine.");
        var blocks = MemoryMarshal.Cast<char, ulong>(text);
        foreach (var block in blocks)
            hash = Mixed(hash, block);
        foreach (var c in text[(blocks.Length * 4)..])
            hash = Mixed(hash, c);
        return Final(hash);
    }

    public static ulong Of(byte kind, ulong number) => Final(Mixed(Mixed(8, kind + 1UL), number));

    private static ulong Mixed(ulong hash, ulong value) => BitOperations.RotateLeft(hash ^ (value * Prime2), 31) * Prime1;

    private static ulong Final(ulong hash)
    {
        hash ^= hash >> 33;
        hash *= 0xFF51AFD7ED558CCD;
        hash ^= hash >> 33;
        hash *= 0xC4CEB9FE1A85EC53;
        return hash ^ (hash >> 33);
    }
}
