namespace BackOffice.Rules.Identity;

/// <summary>
/// Reads an address from left to right: a label ("Jl.", "Blok", "Kel.") says where the words and numbers after it belong,
/// a comma or the next label ends that. What has no label is settled at the end, when it is known which parts the text has.
/// </summary>
internal sealed partial class AddressReader
{
    private readonly PostalAddress address = new();
    private readonly List<AddressToken> tokens;
    private readonly List<Phrase> phrases = [];
    private readonly List<string> street = [], gang = [], complex = [], building = [], hamlet = [], village = [], district = [], city = [], skipped = [], all = [];

    private int at;

    /// <summary>Where plain words go now; null starts a phrase.</summary>
    private List<string>? current;

    /// <summary>What a number would belong to.</summary>
    private AddressLabel anchor;

    private AddressReader(List<AddressToken> tokens) => this.tokens = tokens;

    /// <summary>Words without a label, and what stood right behind them.</summary>
    private sealed record Phrase(List<string> Words)
    {
        public AddressLabel Position { get; set; }
    }

    public static PostalAddress Read(string? text, Region region, string? province)
    {
        var reader = new AddressReader(AddressTokens.Read(Text.Fold(AddressTokens.Unglued(text))));
        while (reader.at < reader.tokens.Count)
            reader.Step(reader.tokens[reader.at]);
        reader.Settle(region, province);
        return reader.address;
    }

    private AddressToken Next(int ahead = 1) => at + ahead < tokens.Count ? tokens[at + ahead] : new(TokenKind.End, "");

    private void Step(AddressToken token)
    {
        switch (token.Kind)
        {
            case TokenKind.Word:
                StepWord(token);
                break;
            case TokenKind.Number:
                StepNumber(token);
                break;
            case TokenKind.Break:
                current = null;
                anchor = anchor is AddressLabel.Floor ? AddressLabel.None : anchor;
                at++;
                break;
            default:
                at++;
                break;
        }
    }

    private void StepWord(AddressToken token)
    {
        var label = LabelHere(token);
        if (label is not AddressLabel.None)
            StepLabel(token, label);
        else if (StartsBlockCode(token))
            Position(AddressLabel.Block, ReadCode(block: true));
        else if (Roman(token.Text) is var number and > 0 && IsNumeral(token))
            StepRoman(number);
        else
            StepPlain(token.Text);
    }

    /// <summary>The label that the word is in this place; a name may begin with such a word: "Jalan Gedung Sate", "Kel. Kampung Baru".</summary>
    private AddressLabel LabelHere(AddressToken token)
    {
        var label = Vocabulary.AddressLabels.GetValueOrDefault(token.Text);
        var isPlace = label is AddressLabel.Village or AddressLabel.Hamlet or AddressLabel.District or AddressLabel.City or AddressLabel.Province
            or AddressLabel.Building or AddressLabel.BuildingName or AddressLabel.Complex or AddressLabel.Unit or AddressLabel.Postal;
        if (isPlace && current is { Count: 0 } && (current == street || current == village || current == district || current == city || current == hamlet))
            return AddressLabel.None;
        return label switch
        {
            AddressLabel.BuildingName when current is not null && current != building => AddressLabel.None,
            AddressLabel.Floor when !IsFloor(Next()) => AddressLabel.None,
            AddressLabel.Number or AddressLabel.Kilometre when !IsCode(Next()) => AddressLabel.None,
            AddressLabel.Block when !IsCode(Next()) => AddressLabel.None,
            AddressLabel.Landmark when current == street => AddressLabel.None,
            AddressLabel.City or AddressLabel.Hamlet or AddressLabel.Unit when current == street && Next().Kind is not TokenKind.Word and not TokenKind.Number => AddressLabel.None,
            _ => label,
        };
    }

    private void StepLabel(AddressToken token, AddressLabel label)
    {
        at++;
        switch (label)
        {
            case AddressLabel.Street when street.Count is 0:
                Open(street, label);
                break;
            case AddressLabel.Street:
                // A second street is a corner or a second address: kept as words, compared as area.
                current = null;
                anchor = AddressLabel.Street;
                break;
            case AddressLabel.Gang:
                Open(gang, label);
                break;
            case AddressLabel.Complex:
                Open(complex, label);
                break;
            case AddressLabel.Building:
                Open(building, label);
                break;
            case AddressLabel.BuildingName:
                Open(building, AddressLabel.Building);
                StepPlain(token.Text, advance: false);
                break;
            case AddressLabel.Village:
                Open(village, AddressLabel.None);
                break;
            case AddressLabel.Hamlet:
                Open(hamlet, label);
                break;
            case AddressLabel.District:
                Open(district, AddressLabel.None);
                break;
            case AddressLabel.City:
                Open(city, AddressLabel.None);
                city.Clear();
                city.Add(token.Text);
                break;
            case AddressLabel.Province:
            case AddressLabel.Landmark:
                Open(skipped, AddressLabel.None);
                break;
            case AddressLabel.Postal:
                if (Here() is { Kind: TokenKind.Number, Width: 5 })
                    address.PostalCode = tokens[at++].Text;
                break;
            case AddressLabel.Ignored:
                break;
            default:
                StepNumberLabel(label);
                break;
        }
    }

    private void Open(List<string> part, AddressLabel label)
    {
        current = part;
        if (label is not AddressLabel.None)
            anchor = label;
    }

    private void StepPlain(string word, bool advance = true)
    {
        all.Add(word);
        if (current is null)
        {
            phrases.Add(new([]));
            current = phrases[^1].Words;
        }
        current.Add(word);
        if (advance)
            at++;
    }

    private void StepRoman(int number)
    {
        var text = number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        StepPlain(text);
        if (current != gang || gang.Count > 1)
            return;
        // "Gg. II/7": the roman numeral is the alley, what follows is the house.
        current = null;
    }

    private AddressToken Here() => at < tokens.Count ? tokens[at] : new(TokenKind.End, "");
}
