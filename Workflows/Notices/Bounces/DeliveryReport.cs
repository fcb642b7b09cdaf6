using System.Globalization;
using System.Text.RegularExpressions;
using MimeKit;

namespace BackOffice.Workflows.Notices.Bounces;

/// <summary>What became of a mail behind the first server.</summary>
internal enum DeliveryFate
{
    /// <summary>It is late, and the server goes on trying (4.x.x).</summary>
    Late,

    /// <summary>It came back for good (5.x.x).</summary>
    Failed,

    /// <summary>It arrived, or was handed on: nothing to write down.</summary>
    Arrived,
}

/// <summary>One delivery report (RFC 3464), as far as it matters here: which mail, to whom, and what became of it.</summary>
/// <param name="MessageId">The Message-Id of the mail it is about; null where the report does not name it.</param>
/// <param name="Recipient">The recipient it could not be brought to; null where the report does not name one.</param>
/// <param name="Fate">What became of it.</param>
/// <param name="Status">The enhanced status code, such as <c>5.1.1</c>.</param>
internal sealed partial record DeliveryReport(string? MessageId, string? Recipient, DeliveryFate Fate, string Status)
{
    /// <summary>Reads the report out of a mail; null where the mail is none, or says too little to be one.</summary>
    public static DeliveryReport? Of(MimeMessage mail)
    {
        if (mail.Body is not MultipartReport { ReportType: { } type } report || !type.Equals("delivery-status", StringComparison.OrdinalIgnoreCase))
            return null;
        // The first group is about the message, each later one about a recipient; ours have one recipient.
        var groups = report.OfType<MessageDeliveryStatus>().SelectMany(Groups).Where(group => group.Contains("Action")).ToList();
        if (groups.Count != 1 || !StatusCode().IsMatch(groups[0]["Status"] ?? "") || FateOf(groups[0]) is not { } fate)
            return null;
        return new(OriginalId(mail, report), Address(groups[0]["Original-Recipient"]) ?? Address(groups[0]["Final-Recipient"]), fate, StatusCode().Match(groups[0]["Status"]!).Value.Trim());
    }

    /// <summary>The reason in our own words: a server's text repeats addresses.</summary>
    public string Reason => (Fate, Status[2..]) switch
    {
        (DeliveryFate.Late, _) => $"The recipient's server is late with it ({Status}).",
        (_, "1.1" or "1.10" or "1.6") => $"The address does not exist ({Status}).",
        (_, "1.2") => $"The domain of the address does not exist ({Status}).",
        (_, "2.1") => $"The mailbox is closed ({Status}).",
        (_, "2.2") => $"The mailbox is full ({Status}).",
        (_, var detail) when detail.StartsWith("7.", StringComparison.Ordinal) => $"The recipient's server refuses mail like this ({Status}).",
        _ => $"The mail came back ({Status}).",
    };

    private static IEnumerable<HeaderList> Groups(MessageDeliveryStatus part)
    {
        try
        {
            return [.. part.StatusGroups];
        }
        catch (Exception broken) when (broken is FormatException or IOException)
        {
            return [];
        }
    }

    // The status counts, not the word: some servers say "failed" for what they go on trying.
    private static DeliveryFate? FateOf(HeaderList group) => (group["Action"]!.Trim().ToLowerInvariant(), group["Status"]!.TrimStart()[0]) switch
    {
        ("failed", '5') => DeliveryFate.Failed,
        ("failed" or "delayed", '4') => DeliveryFate.Late,
        ("delivered" or "relayed" or "expanded", '2') => DeliveryFate.Arrived,
        _ => null,
    };

    // In the returned mail or its headers; where a server returns neither, in the report's own threading headers or its words.
    private static string? OriginalId(MimeMessage mail, MultipartReport report)
    {
        if (report.OfType<MessagePart>().Select(part => part.Message?.MessageId).FirstOrDefault(id => id is { Length: > 0 }) is { } returned)
            return returned;
        string[] places =
        [
            .. report.OfType<TextPart>().Select(part => part.Text), mail.InReplyTo ?? "", .. mail.References,
            .. report.OfType<MessageDeliveryStatus>().SelectMany(Groups).Select(group => group["Original-Envelope-Id"] ?? ""),
        ];
        return places.Select(place => OwnId().Match(place)).FirstOrDefault(match => match.Success)?.Value;
    }

    private static string? Address(string? field) => field?.Split(';', 2) is [var kind, var address] && kind.Trim().Equals("rfc822", StringComparison.OrdinalIgnoreCase)
        ? address.Trim().ToLower(CultureInfo.InvariantCulture)
        : null;

    [GeneratedRegex(@"[0-9a-f]{32}@agregasi-inaproc")]
    private static partial Regex OwnId();

    [GeneratedRegex(@"^\s*[245]\.\d{1,3}\.\d{1,3}")]
    private static partial Regex StatusCode();
}
