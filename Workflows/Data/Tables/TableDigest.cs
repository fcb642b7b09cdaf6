using System.Buffers.Binary;
using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace BackOffice.Workflows.Data.Tables;

/// <summary>How many rows a table has, and what they are: equal on both databases exactly when the rows are.</summary>
/// <param name="Table">Its name.</param>
/// <param name="Rows">How many there are.</param>
/// <param name="Digest">The sum of the first 16 bytes of each row's SHA-256, lower-case hex: whatever the order of rows.</param>
public sealed record TableDigest(string Table, long Rows, string Digest)
{
    /// <summary>Reads a table and takes its digest.</summary>
    internal static async Task<TableDigest> OfAsync(DbConnection connection, TableShape table, DbTransaction? transaction, Action? rowRead, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        (command.CommandText, command.Transaction, command.CommandTimeout) = (table.Select, transaction, 0);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var sum = new RowSum();
        while (await reader.ReadAsync(ct))
        {
            sum.Add(table.Read(reader));
            rowRead?.Invoke();
        }
        return sum.Of(table.Name);
    }
}

/// <summary>Adds rows up, one after the other.</summary>
internal sealed class RowSum
{
    private UInt128 sum;
    private long rows;

    /// <summary>Adds one row, whose values are those of <see cref="TableShape.Read(DbDataReader)"/>.</summary>
    public void Add(object?[] row)
    {
        using var bytes = new MemoryStream();
        using (var writer = new BinaryWriter(bytes, Encoding.UTF8, leaveOpen: true))
            foreach (var value in row)
                Write(writer, value);
        sum = unchecked(sum + BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(bytes.GetBuffer().AsSpan(0, (int)bytes.Length))));
        rows++;
    }

    public TableDigest Of(string table) => new(table, rows, sum.ToString("x32", CultureInfo.InvariantCulture));

    // Each value with its kind and, where it has no fixed length, with its length: two rows that differ never look alike.
    private static void Write(BinaryWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.Write((byte)0);
                break;
            case string text:
                writer.Write((byte)1);
                writer.Write(text);
                break;
            case long or int:
                writer.Write((byte)2);
                writer.Write(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case bool flag:
                writer.Write((byte)3);
                writer.Write(flag);
                break;
            case Guid id:
                writer.Write((byte)4);
                writer.Write(id.ToByteArray());
                break;
            case byte[] many:
                writer.Write((byte)5);
                writer.Write(many.Length);
                writer.Write(many);
                break;
            case DateOnly day:
                writer.Write((byte)6);
                writer.Write(day.DayNumber);
                break;
            case DateTime moment:
                // PostgreSQL keeps microseconds.
                writer.Write((byte)7);
                writer.Write(moment.Ticks / TimeSpan.TicksPerMicrosecond);
                break;
            default:
                throw new InvalidOperationException($"Unhandled value of {value.GetType().Name}.");
        }
    }
}
