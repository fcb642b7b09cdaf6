using BackOffice.Rules;

namespace BackOffice.Workflows.Notices;

/// <summary>Writes a notice as a mail: Indonesian above, English below, as HTML and as plain text from the one source.</summary>
internal sealed class NoticeComposer(NoticeTemplates templates)
{
    /// <summary>Writes the mail. The caller owns <paramref name="messageId"/>: the same notice has the same one each time.</summary>
    /// <exception cref="ArgumentException">There is no such notice, or a variable has no value.</exception>
    public OutgoingMail Compose(
        string template, IReadOnlyDictionary<string, Sentence> variables, MailRecipient recipient, string messageId, DateTimeOffset date)
    {
        NoticeTemplates.Check(template, variables);
        var (opening, notice) = (templates.Opening.Fill(variables), templates[template].Fill(variables));
        var closing = template == NoticeCatalogue.RecoveryLink ? templates.ClosingWithLink : templates.Closing;
        var indonesian = Letter("id", opening.Indonesian, notice.Indonesian, closing.Indonesian);
        var english = Letter("en", opening.English, notice.English, closing.English);
        var subject = $"{indonesian.Title} / {english.Title}";
        return new(messageId, recipient, subject, NoticeHtml.Render(subject, indonesian, english), NoticeText.Render(indonesian, english), "id, en", date);
    }

    /// <inheritdoc cref="NoticeTemplates.DigestOf" />
    public string? DigestOf(string template) => templates.DigestOf(template);

    // The closing's first line is the signature, the rest is small print.
    private static NoticeLetter Letter(string language, NoticeSection opening, NoticeSection notice, NoticeSection closing) =>
        new(language, notice.TitleText, [.. opening.Blocks, .. notice.Blocks, .. closing.Blocks.Take(1)], [.. closing.Blocks.Skip(1)]);
}

/// <summary>A notice in one language as it is laid out: no variable is left in it.</summary>
/// <param name="Language"><c>id</c> or <c>en</c>.</param>
/// <param name="Title">The heading.</param>
/// <param name="Body">Greeting, message and signature.</param>
/// <param name="SmallPrint">What stands below every notice.</param>
internal sealed record NoticeLetter(string Language, string Title, IReadOnlyList<Block> Body, IReadOnlyList<Block> SmallPrint);
