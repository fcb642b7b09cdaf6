using System.Buffers.Binary;
using System.Text;

namespace BackOffice.Workflows.Reports.Drawing;

/// <summary>
/// A TrueType font with the outlines of some glyphs only. Glyph numbers stay, so that nothing else has to change; Skia embeds fonts whole, and two
/// whole faces make a report of three pages half a megabyte.
/// </summary>
internal static class FontSubset
{
    // What a PDF needs; positioning and substitution tables are not used without shaping.
    private static readonly string[] Kept = ["OS/2", "cmap", "cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post", "prep"];

    public static byte[] Of(byte[] font, IEnumerable<ushort> glyphs)
    {
        var tables = Tables(font);
        var places = Places(tables);
        var (outlines, loca) = Outlines(tables["glyf"].Span, places, WithParts(glyphs, tables["glyf"].Span, places));
        tables["glyf"] = outlines;
        tables["loca"] = loca;

        var head = tables["head"].ToArray();
        BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(8), 0);
        BinaryPrimitives.WriteInt16BigEndian(head.AsSpan(50), 1);
        tables["head"] = head;
        return Assemble([.. Kept.Where(tables.ContainsKey).Select(name => (name, tables[name]))]);
    }

    private static Dictionary<string, ReadOnlyMemory<byte>> Tables(byte[] font)
    {
        var tables = new Dictionary<string, ReadOnlyMemory<byte>>();
        for (var i = 0; i < U16(font, 4); i++)
        {
            var record = font.AsSpan(12 + 16 * i, 16);
            tables[Encoding.ASCII.GetString(record[..4])] = font.AsMemory((int)U32(record, 8), (int)U32(record, 12));
        }
        return tables;
    }

    private static int[] Places(Dictionary<string, ReadOnlyMemory<byte>> tables)
    {
        var loca = tables["loca"].Span;
        var isLong = U16(tables["head"].Span, 50) is 1;
        var places = new int[U16(tables["maxp"].Span, 4) + 1];
        for (var i = 0; i < places.Length; i++)
            places[i] = isLong ? (int)U32(loca, 4 * i) : 2 * U16(loca, 2 * i);
        return places;
    }

    // An accented letter is put together from others: they are wanted too.
    private static HashSet<int> WithParts(IEnumerable<ushort> glyphs, ReadOnlySpan<byte> outlines, int[] places)
    {
        var wanted = new HashSet<int>();
        var open = new Stack<int>([0, .. glyphs.Select(glyph => (int)glyph)]);
        while (open.TryPop(out var glyph))
        {
            if (!wanted.Add(glyph))
                continue;
            var outline = outlines[places[glyph]..places[glyph + 1]];
            if (outline.Length is 0 || BinaryPrimitives.ReadInt16BigEndian(outline) >= 0)
                continue;
            for (var at = 10; ;)
            {
                var flags = U16(outline, at);
                open.Push(U16(outline, at + 2));
                // Arguments as words or bytes, then a scale of one, two or four numbers, then perhaps another part.
                at += 4 + ((flags & 0x01) != 0 ? 4 : 2) + ((flags & 0x08) != 0 ? 2 : (flags & 0x40) != 0 ? 4 : (flags & 0x80) != 0 ? 8 : 0);
                if ((flags & 0x20) == 0)
                    break;
            }
        }
        return wanted;
    }

    private static (byte[] Outlines, byte[] Loca) Outlines(ReadOnlySpan<byte> old, int[] places, HashSet<int> wanted)
    {
        var outlines = new MemoryStream();
        var loca = new byte[4 * places.Length];
        for (var glyph = 0; glyph < places.Length - 1; glyph++)
        {
            if (wanted.Contains(glyph))
                outlines.Write(old[places[glyph]..places[glyph + 1]]);
            outlines.SetLength(outlines.Position = outlines.Length + 3 & ~3);
            BinaryPrimitives.WriteUInt32BigEndian(loca.AsSpan(4 * (glyph + 1)), (uint)outlines.Length);
        }
        return (outlines.ToArray(), loca);
    }

    private static byte[] Assemble(IReadOnlyList<(string Name, ReadOnlyMemory<byte> Bytes)> tables)
    {
        var start = 12 + 16 * tables.Count;
        var font = new byte[start + tables.Sum(table => table.Bytes.Length + 3 & ~3)];
        var power = (int)Math.Log2(tables.Count);
        BinaryPrimitives.WriteUInt32BigEndian(font, 0x00010000);
        Write16(4, tables.Count);
        Write16(6, 16 << power);
        Write16(8, power);
        Write16(10, 16 * tables.Count - (16 << power));

        var (at, head) = (start, 0);
        for (var i = 0; i < tables.Count; i++)
        {
            var (name, bytes) = tables[i];
            bytes.Span.CopyTo(font.AsSpan(at));
            var record = font.AsSpan(12 + 16 * i, 16);
            Encoding.ASCII.GetBytes(name, record);
            BinaryPrimitives.WriteUInt32BigEndian(record[4..], Sum(font.AsSpan(at, bytes.Length + 3 & ~3)));
            BinaryPrimitives.WriteUInt32BigEndian(record[8..], (uint)at);
            BinaryPrimitives.WriteUInt32BigEndian(record[12..], (uint)bytes.Length);
            head = name is "head" ? at : head;
            at += bytes.Length + 3 & ~3;
        }
        BinaryPrimitives.WriteUInt32BigEndian(font.AsSpan(head + 8), 0xB1B0AFBA - Sum(font));
        return font;

        void Write16(int place, int value) => BinaryPrimitives.WriteUInt16BigEndian(font.AsSpan(place), (ushort)value);
    }

    private static uint Sum(ReadOnlySpan<byte> bytes)
    {
        var sum = 0u;
        for (var at = 0; at < bytes.Length; at += 4)
            sum = unchecked(sum + U32(bytes, at));
        return sum;
    }

    private static ushort U16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);

    private static uint U32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
}
