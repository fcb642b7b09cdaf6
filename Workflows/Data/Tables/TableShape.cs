using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace BackOffice.Workflows.Data.Tables;

/// <summary>One column as both databases know it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">What its values are in .NET, alike on both databases.</param>
/// <param name="StoreType">What this database calls it, without a length.</param>
internal sealed record ColumnShape(string Name, Type Type, string StoreType);

/// <summary>One table of the model with the columns that are written; what the database computes is left out.</summary>
internal sealed record TableShape(string Name, IReadOnlyList<ColumnShape> Columns)
{
    /// <summary>All tables of the model, each after those that its rows refer to.</summary>
    public static IReadOnlyList<TableShape> AllOf(BackOfficeDb db)
    {
        var tables = db.GetService<IDesignTimeModel>().Model.GetRelationalModel().Tables.OrderBy(table => table.Name, StringComparer.Ordinal).ToList();
        var ordered = new List<ITable>();
        while (ordered.Count < tables.Count)
        {
            var next = tables.FirstOrDefault(table => !ordered.Contains(table) && table.ForeignKeyConstraints.All(key => key.PrincipalTable == table || ordered.Contains(key.PrincipalTable)))
                ?? throw new InvalidOperationException("Tables refer to each other in a circle.");
            ordered.Add(next);
        }
        return [.. ordered.Select(Of)];
    }

    /// <summary>A statement that reads all rows, in no order.</summary>
    public string Select => $"SELECT {ColumnList} FROM {Quoted}";

    /// <summary>The columns, quoted and parted by commas.</summary>
    public string ColumnList => string.Join(", ", Columns.Select(column => $"\"{column.Name}\""));

    /// <summary>The name, quoted.</summary>
    public string Quoted => $"\"{Name}\"";

    /// <summary>The values of the row that <paramref name="reader"/> of <see cref="Select"/> is at; null for NULL.</summary>
    public object?[] Read(DbDataReader reader)
    {
        var row = new object?[Columns.Count];
        for (var column = 0; column < row.Length; column++)
            row[column] = reader.IsDBNull(column) ? null : Read(reader, column, Columns[column].Type);
        return row;
    }

    private static object Read(DbDataReader reader, int column, Type type) =>
        type == typeof(string) ? reader.GetString(column)
        : type == typeof(long) ? reader.GetInt64(column)
        : type == typeof(int) ? reader.GetInt32(column)
        : type == typeof(bool) ? reader.GetBoolean(column)
        : type == typeof(Guid) ? reader.GetGuid(column)
        : type == typeof(byte[]) ? reader.GetFieldValue<byte[]>(column)
        : type == typeof(DateOnly) ? reader.GetFieldValue<DateOnly>(column)
        : type == typeof(DateTime) ? DateTime.SpecifyKind(reader.GetDateTime(column), DateTimeKind.Utc)
        : throw new InvalidOperationException($"Unhandled column type {type.Name}.");

    private static TableShape Of(ITable table) => new(table.Name, [.. table.Columns.Where(column => column.ComputedColumnSql is null).OrderBy(column => column.Name, StringComparer.Ordinal)
        .Select(column => new ColumnShape(column.Name, Nullable.GetUnderlyingType(column.ProviderClrType) ?? column.ProviderClrType, column.StoreType.Split('(')[0]))]);
}
