using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackOffice.Workflows.Data;

/// <summary>Columns that are looked up by their beginning.</summary>
internal static class KeyColumns
{
    /// <summary>Compares by code point, as prefixes are found, whatever language the server speaks. SQLite does so by itself.</summary>
    public static void ComparesByCodePoint(this PropertyBuilder<string> key, bool isPostgreSql)
    {
        if (isPostgreSql)
            key.UseCollation("C");
    }

    /// <summary>A key that the database computes. PostgreSQL indexes only what is stored; SQLite adds only what is not.</summary>
    public static void IsComputed(this PropertyBuilder<string> key, string sql, bool isPostgreSql)
    {
        key.HasComputedColumnSql(sql, stored: isPostgreSql);
        key.ComparesByCodePoint(isPostgreSql);
    }
}
