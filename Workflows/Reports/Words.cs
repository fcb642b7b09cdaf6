using BackOffice.Rules;

namespace BackOffice.Workflows.Reports;

/// <summary>
/// What a report says in one place: Indonesian, with the English beside or below it in a lighter tone. Names, numbers and codes have no English.
/// Both texts are cleaned here, at the edge, so that no renderer meets a control character, a bidirectional override or half a surrogate pair.
/// </summary>
public sealed record Words
{
    /// <summary>Takes the texts and cleans them; null is empty.</summary>
    public Words(string? indonesian, string? english = null)
    {
        Indonesian = CleanText.Of(indonesian);
        English = string.IsNullOrWhiteSpace(english) || english == indonesian ? null : CleanText.Of(english);
    }

    /// <summary>The text in Indonesian, or the only text.</summary>
    public string Indonesian { get; }

    /// <summary>The same in English; null where both languages use the one text.</summary>
    public string? English { get; }

    /// <summary>What stands where English alone is read: <see cref="English"/>, or the one text of both languages.</summary>
    public string InEnglish() => English ?? Indonesian;

    /// <summary>Both texts, for whoever shows one of them.</summary>
    public Sentence ToSentence() => new(Indonesian, InEnglish());

    /// <summary>A text that is the same in both languages.</summary>
    public static implicit operator Words(string? text) => new(text);

    /// <summary>A sentence of the house.</summary>
    public static implicit operator Words(Sentence sentence) => new(sentence.Indonesian, sentence.English);
}
