namespace BackOffice.Workflows.Reports;

/// <summary>The report of a group, a clash or a period.</summary>
public static class ListingReport
{
    /// <summary>Lays the facts out as a document, Indonesian first. Rows stay a stream, read once here for the digest.</summary>
    public static ReportDocument Compose(ListingFacts facts, ReportIssuer issuer)
    {
        var digest = ReportDigest.Of(facts);
        return new(
            new(facts.Title, issuer.Letterhead.Authority, facts.About, facts.AsOf, facts.Number, Genuineness.Mark(digest)),
            issuer.Letterhead,
            [
                new Block.Facts([new(new("Tentang", "About"), facts.About), new(new("Keadaan pada", "As of"), Wordings.LongInstant(facts.AsOf))]),
                .. facts.Parts.SelectMany(Blocks),
                .. Genuineness.Blocks(digest, issuer),
                new Block.Signature(Wordings.Signed(issuer.Place, facts.AsOf)),
            ]);
    }

    private static IEnumerable<Block> Blocks(ListingPart part)
    {
        if (part.Heading.Indonesian.Length > 0)
            yield return new Block.Heading(1, part.Heading);
        yield return part switch
        {
            ListingPart.Values values => new Block.Facts(values.Items),
            ListingPart.Listing listing => listing.Rows,
            var other => throw new InvalidOperationException($"Unhandled part {other.GetType().Name}."),
        };
    }
}
