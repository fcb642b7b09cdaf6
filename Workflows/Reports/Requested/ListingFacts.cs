namespace BackOffice.Workflows.Reports;

/// <summary>All that a report of a group, a clash or a period may know: facts and tables under headings. The digest of the report is over these values, not over their layout.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="AsOf">The moment the facts were read.</param>
/// <param name="Number">The number it is filed under.</param>
/// <param name="Title">What it is called.</param>
/// <param name="About">What it is about, in one line.</param>
/// <param name="Parts">Its parts, in reading order.</param>
public sealed record ListingFacts(ReportKind Kind, DateTimeOffset AsOf, string Number, Words Title, Words About, IReadOnlyList<ListingPart> Parts);

/// <summary>A part of such a report: facts, or a table.</summary>
/// <param name="Heading">Its heading; empty for the first part.</param>
public abstract record ListingPart(Words Heading)
{
    /// <summary>Labels with values.</summary>
    public sealed record Values(Words Heading, IReadOnlyList<Fact> Items) : ListingPart(Heading);

    /// <summary>A table.</summary>
    /// <param name="Heading">Its heading.</param>
    /// <param name="Rows">The table, whose rows may be a stream that is read more than once.</param>
    public sealed record Listing(Words Heading, Block.Table Rows) : ListingPart(Heading);
}
