using System.Collections.Frozen;
using System.Text;

namespace BackOffice.Rules.Identity;

/// <summary>
/// What is left of a user ID when everything is taken away that the eye may miss: case, accents, separators, letters of other alphabets that look Latin, digits that stand for
/// letters. Two IDs of one skeleton are look-alikes (decision 9); it never says that two IDs are the same, which is <see cref="UserId.Key"/> alone.
/// </summary>
public static class UserIdSkeleton
{
    /// <summary>
    /// Names the way skeletons are made: the steps, and a hash of the letters that look alike. A database that holds skeletons of another edition makes them anew, or a letter that
    /// is new in the list would warn of nobody who has it.
    /// </summary>
    public static string Edition { get; } = $"1-{Vocabulary.Digest("user-id-lookalikes")}";

    private static readonly FrozenDictionary<Rune, string> Signs = Signed(sign => sign.Length == Rune.GetRuneAt(sign, 0).Utf16SequenceLength)
        .ToFrozenDictionary(pair => Rune.GetRuneAt(pair.Other, 0), pair => pair.Plain);

    private static readonly (string Plain, string Other)[] Ligatures = [.. Signed(sign => sign.Length > Rune.GetRuneAt(sign, 0).Utf16SequenceLength)];

    /// <summary>The skeleton; never empty: of an ID that is nothing but separators it is the ID's key.</summary>
    public static string Of(UserId userId)
    {
        ArgumentNullException.ThrowIfNull(userId);
        var text = new StringBuilder(userId.Key.Length);
        foreach (var rune in userId.Key.Normalize(NormalizationForm.FormD).EnumerateRunes())
            if (Signs.TryGetValue(rune, out var plain))
                text.Append(Plain(plain));
            else if (Rune.IsLetterOrDigit(rune))
                text.Append(rune.ToString());
        foreach (var (plain, other) in Ligatures)
            text.Replace(other, plain);
        return text.Length > 0 ? text.ToString() : userId.Key;
    }

    // A line of another alphabet names the plain letter, which may itself be one that digits stand for: і is i is l.
    private static string Plain(string sign) => Signs.TryGetValue(Rune.GetRuneAt(sign, 0), out var plainer) ? plainer : sign;

    private static IEnumerable<(string Plain, string Other)> Signed(Func<string, bool> which) =>
        Vocabulary.UserIdLookalikes.SelectMany(line => line.Others.Where(which).Select(other => (line.Name, other)));
}
