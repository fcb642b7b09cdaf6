namespace BackOffice.Workflows.Notices;

/// <summary>The part of an address by which mails are throttled: whose server takes them.</summary>
internal static class RecipientDomain
{
    private const int MaxLength = 255;

    /// <summary>The domain in lower case; empty where the address has none, so that such mails share one allowance.</summary>
    public static string Of(string address)
    {
        var domain = address[(address.LastIndexOf('@') + 1)..].Trim().ToLowerInvariant();
        return address.Contains('@', StringComparison.Ordinal) && domain.Length <= MaxLength ? domain : "";
    }
}
