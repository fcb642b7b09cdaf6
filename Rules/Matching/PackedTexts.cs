using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using BackOffice.Rules.Identity;

namespace BackOffice.Rules.Matching;

/// <summary>
/// The texts and blocking keys of one account in one array: a national scan holds a million accounts, and most of them are never compared with another.
/// Layout: number of keys, the keys, then each text as its length in bytes (one byte, or 255 and four) and its UTF-8.
/// </summary>
internal static class PackedTexts
{
    public static byte[] Pack(AccountRecord account, ReadOnlySpan<ulong> keys)
    {
        ReadOnlySpan<string> texts = [account.UserId.Value, account.CompanyName, account.Npwp, account.Nitku, account.Address, account.Regency,
            account.Province, account.PostalCode, account.Phone, account.Email];
        var most = 1 + (keys.Length * 8);
        foreach (var text in texts)
            most += 5 + Encoding.UTF8.GetMaxByteCount(text.Length);
        var buffer = ArrayPool<byte>.Shared.Rent(most);
        buffer[0] = (byte)keys.Length;
        var end = 1;
        foreach (var key in keys)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(buffer.AsSpan(end), key);
            end += 8;
        }
        foreach (var text in texts)
            end += Write(text, buffer.AsSpan(end));
        var packed = buffer.AsSpan(0, end).ToArray();
        ArrayPool<byte>.Shared.Return(buffer);
        return packed;
    }

    public static int CountKeys(byte[] packed) => packed[0];

    public static ulong Key(byte[] packed, int index) => BinaryPrimitives.ReadUInt64LittleEndian(packed.AsSpan(1 + (index * 8)));

    public static UserId UserId(byte[] packed)
    {
        var at = 1 + (packed[0] * 8);
        return Identity.UserId.Parse(Read(packed, ref at));
    }

    public static AccountRecord Unpack(byte[] packed, SiteCode site, int packageCount, DateOnly registeredOn, bool verified)
    {
        var at = 1 + (packed[0] * 8);
        return new(site, Identity.UserId.Parse(Read(packed, ref at)), Read(packed, ref at), Read(packed, ref at), Read(packed, ref at), Read(packed, ref at),
            Read(packed, ref at), Read(packed, ref at), Read(packed, ref at), Read(packed, ref at), Read(packed, ref at), packageCount, registeredOn, verified);
    }

    private static int Write(string text, Span<byte> target)
    {
        if (text.Length is 0)
        {
            target[0] = 0;
            return 1;
        }
        var length = Encoding.UTF8.GetByteCount(text);
        if (length < 255)
        {
            target[0] = (byte)length;
            return 1 + Encoding.UTF8.GetBytes(text, target[1..]);
        }
        target[0] = 255;
        BinaryPrimitives.WriteInt32LittleEndian(target[1..], length);
        return 5 + Encoding.UTF8.GetBytes(text, target[5..]);
    }

    private static string Read(byte[] packed, ref int at)
    {
        int length = packed[at++];
        if (length is 255)
        {
            length = BinaryPrimitives.ReadInt32LittleEndian(packed.AsSpan(at));
            at += 4;
        }
        at += length;
        return length is 0 ? "" : Encoding.UTF8.GetString(packed, at - length, length);
    }
}
