using BackOffice.Designer.Console;

namespace BackOffice.Designer.Dashboard;

/// <summary>The days of a span in words.</summary>
internal static class SpanName
{
    /// <summary><c>2 Mar 2026</c>, or <c>2 Mar 2026 – 8 Mar 2026</c>.</summary>
    public static string Of(Span span) => span.From == span.To ? Local.Day(span.From) : $"{Local.Day(span.From)} – {Local.Day(span.To)}";
}
