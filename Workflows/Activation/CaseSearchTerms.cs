using System.Text;
using BackOffice.Rules.Identity;
using BackOffice.Workflows.Registry;

namespace BackOffice.Workflows.Activation;

/// <summary>The words under which a case is found, and the same spelling for what a person types.</summary>
public static class CaseSearchTerms
{
    private const int MaxLength = 60;

    /// <summary>Names the way words are made: to be counted up with each change of this class that makes other ones.</summary>
    public static string Edition => "1";

    /// <summary>Number, user IDs, e-mail, NPWP digits, site code and the words of the company name.</summary>
    public static IReadOnlyList<string> Of(ActivationCase @case, Account account)
    {
        var provider = account.Provider;
        string[] whole = [@case.Number, account.UserId.Value, provider.UserId.Value, provider.Email, provider.Npwp, provider.Nitku, account.SiteCode.Value];
        return [.. whole.Select(Normalise).Concat(Words(provider.CompanyName)).Where(term => term.Length > 0).Distinct()];
    }

    /// <summary>The words of what a person typed; each must begin one of a case's terms. Text that is one identifier (with dots, dashes or an @, or an NPWP with blanks) is one word.</summary>
    public static IReadOnlyList<string> OfQuery(string query) => IsSpacedNumber(query) ? [Normalise(query)] : [.. Words(query).Distinct()];

    /// <summary>What lists are sorted by: the words of the name, and its legal form after them, so that PT and CV stand beside each other.</summary>
    public static string CompanyKey(string companyName)
    {
        var name = CompanyName.Parse(companyName);
        var key = $"{string.Join(' ', name.Words)} {name.Form.ToLowerInvariant()}".TrimEnd();
        return key.Length > MaxLength ? key[..MaxLength] : key;
    }

    // Nothing but the digits of an NPWP, 14 where its leading zero was lost, and what people write between them.
    private static bool IsSpacedNumber(string text) => text.Count(char.IsDigit) >= 14 && !text.Any(char.IsLetter);

    private static IEnumerable<string> Words(string text) =>
        text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(Normalise).Where(word => word.Length > 0);

    // Letters and digits only, so that an NPWP is found with and without its dots.
    private static string Normalise(string text)
    {
        var term = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormKC))
            if (char.IsLetterOrDigit(c))
                term.Append(char.ToLowerInvariant(c));
        return term.Length > MaxLength ? term.ToString(0, MaxLength) : term.ToString();
    }
}
