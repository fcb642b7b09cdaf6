using System.Globalization;
using BackOffice.Rules;

namespace BackOffice.Designer.Console;

/// <summary>Sentences in the language of the page.</summary>
internal static class SentenceHere
{
    /// <summary>Whether the page is in English.</summary>
    public static bool IsEnglish => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    /// <summary>The sentence in the language of the page.</summary>
    public static string Here(this Sentence sentence) => IsEnglish ? sentence.English : sentence.Indonesian;
}
