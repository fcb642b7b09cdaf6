using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Storage;

namespace BackOffice.Workflows.Data;

/// <summary>Days of western Indonesia (WIB), within queries and outside them.</summary>
public static class WibDay
{
    /// <summary>Western Indonesian time has no summer time and has stood at +7 since 1964; the machine's zone files are not asked.</summary>
    public static TimeSpan Offset { get; } = TimeSpan.FromHours(7);

    /// <summary>The moment at which a day begins; of the first day that there is, the first moment that there is.</summary>
    public static DateTimeOffset BeginOf(DateOnly day) => day == DateOnly.MinValue ? DateTimeOffset.MinValue : new(day.ToDateTime(TimeOnly.MinValue), Offset);

    /// <summary>The moment at which a day is over and the next one begins; of the last day that there is, the last moment that there is.</summary>
    public static DateTimeOffset EndOf(DateOnly day) => day == DateOnly.MaxValue ? DateTimeOffset.MaxValue : BeginOf(day.AddDays(1));

    /// <summary>The day of a moment.</summary>
    public static DateOnly Of(DateTimeOffset at) => DateOnly.FromDateTime(at.ToOffset(Offset).DateTime);

    /// <summary>The number of a moment's day (<see cref="DateOnly.DayNumber"/>), to group by: arithmetic on the stored ticks, which both databases do in the query.</summary>
    public static long NumberOf(DateTimeOffset at) => (at.UtcTicks + Offset.Ticks) / TimeSpan.TicksPerDay;

    /// <summary>The day of a number that <see cref="NumberOf"/> gave.</summary>
    public static DateOnly OfNumber(long number) => DateOnly.FromDayNumber((int)number);

    /// <summary>Teaches the model to translate <see cref="NumberOf"/>.</summary>
    public static void AddTo(ModelBuilder builder)
    {
        var mapping = new LongTypeMapping("bigint");
        builder.HasDbFunction(typeof(WibDay).GetMethod(nameof(NumberOf))!).HasTranslation(arguments => new SqlBinaryExpression(
            ExpressionType.Divide,
            new SqlBinaryExpression(
                ExpressionType.Add, new SqlUnaryExpression(ExpressionType.Convert, arguments[0], typeof(long), mapping), new SqlConstantExpression(Offset.Ticks, mapping), typeof(long), mapping),
            new SqlConstantExpression(TimeSpan.TicksPerDay, mapping), typeof(long), mapping));
    }
}
