namespace BackOffice.Rules.Identity;

/// <summary>
/// A name of a place in the form by which two are compared: modern spelling, usual words, titles set aside.
/// </summary>
internal sealed record PlaceName
{
    public static readonly PlaceName None = new([], isOldSpelling: false);

    private PlaceName(string[] words, bool isOldSpelling)
    {
        Words = words;
        IsOldSpelling = isOldSpelling;
    }

    /// <summary>The words, in order; a single letter stands for a word that begins with it.</summary>
    public string[] Words { get; }

    /// <summary>Whether a word was written in the old spelling, so that its j may stand for a y.</summary>
    public bool IsOldSpelling { get; }

    public bool IsMissing => Words.Length is 0;

    /// <summary>A name of a street: titles are set aside unless nothing else is there.</summary>
    public static PlaceName Street(List<string> words) => Read(words, dropTitles: true);

    /// <summary>Any other name, in which every word counts.</summary>
    public static PlaceName Area(List<string> words) => Read(words, dropTitles: false);

    public override string ToString() => string.Join(' ', Words);

    private static PlaceName Read(List<string> words, bool dropTitles)
    {
        if (words.Count is 0)
            return None;
        var isOld = false;
        var modern = words.ConvertAll(word => Modern(word, ref isOld));
        if (dropTitles)
        {
            if (Vocabulary.StreetNames.TryGetValue(string.Concat(modern), out var whole))
                return new(whole.Split(' '), isOld);
            // A slip may make a title look like an old spelling, so the word as written is asked too.
            var named = modern.Where((word, i) => !IsTitle(word) && !IsTitle(words[i])).ToList();
            // "Jalan Sultan" and "Jalan Haji" are streets too.
            if (named.Exists(word => word.Length > 1))
                modern = named;
        }
        return new(Vocabulary.StreetNames.TryGetValue(string.Concat(modern), out var usual) ? usual.Split(' ') : [.. modern], isOld);
    }

    private static string Modern(string word, ref bool isOld)
    {
        if (word.Length < 3 || char.IsDigit(word[0]))
            return Vocabulary.StreetWords.GetValueOrDefault(word, word);
        if (Vocabulary.StreetWords.TryGetValue(word, out var usual) || Vocabulary.SwappedQualifiers.TryGetValue(word, out usual))
            return usual;
        // "Letjen" is no old spelling of "Lecen".
        if (Vocabulary.Titles.Contains(word))
            return word;
        var modern = word;
        foreach (var letters in Vocabulary.OldSpelling)
        {
            var before = modern;
            modern = letters.Apply(before);
            isOld |= letters.IsCertain && modern != before;
        }
        modern = Single(modern);
        return Vocabulary.StreetWords.GetValueOrDefault(modern, modern);
    }

    private static string Single(string word)
    {
        for (var i = 1; i < word.Length; i++)
            if (word[i] == word[i - 1] && !char.IsDigit(word[i]))
                return Single(word.Remove(i, 1));
        return word;
    }

    private static bool IsTitle(string word)
    {
        if (Vocabulary.Titles.Contains(word))
            return true;
        if (word.Length < 5 || Vocabulary.KnownStreets.Contains(word))
            return false;
        foreach (var title in Vocabulary.LongTitles)
            if (Spelling.Distance(word, title) <= (title.Length >= 8 ? 2 : 1))
                return true;
        return false;
    }
}
