namespace BackOffice.Rules.Identity;

/// <summary>The numbers of an address: which of them is a house, a block, a floor, a neighbourhood, a postal code.</summary>
internal sealed partial class AddressReader
{
    private void StepNumberLabel(AddressLabel label)
    {
        // "Los No. 12", "Kav. No. 8".
        if (label is AddressLabel.Unit or AddressLabel.Plot && Vocabulary.AddressLabels.GetValueOrDefault(Here().Text) is AddressLabel.Number)
            at++;
        switch (label)
        {
            case AddressLabel.Neighbourhood:
                ReadNeighbourhood();
                break;
            case AddressLabel.Community when Here().Kind is TokenKind.Number:
                address.Community = tokens[at++].Text;
                current = null;
                break;
            case AddressLabel.Kilometre when Here().Kind is TokenKind.Number:
                address.Kilometre = tokens[at++].Text;
                Close(AddressLabel.Kilometre);
                break;
            case AddressLabel.Floor:
                ReadFloor();
                break;
            case AddressLabel.Unit when IsCode(Here()):
                address.Unit = ReadCode(block: true);
                current = null;
                break;
            case AddressLabel.Plot when IsCode(Here()):
                address.Plot = ReadCode(block: true);
                Close(AddressLabel.Plot);
                break;
            case AddressLabel.Block:
                Position(AddressLabel.Block, ReadCode(block: true));
                break;
            case AddressLabel.Number when anchor is AddressLabel.Floor:
                address.Unit = ReadCode(block: true);
                current = null;
                break;
            case AddressLabel.Number:
                Position(anchor is AddressLabel.Complex or AddressLabel.Block ? AddressLabel.Block : AddressLabel.Number, ReadCode(block: false));
                break;
        }
    }

    private void StepNumber(AddressToken token)
    {
        if (OrdinalFloor(token) is var width and > 0)
        {
            Floor(token.Text);
            at += width;
        }
        else if (IsPostalCode(token))
        {
            address.PostalCode = token.Text;
            at++;
        }
        else if (ReadsAsNeighbourhood(token))
        {
            address.Neighbourhood = token.Text;
            address.Community = Next(2).Text;
            at += 3;
            current = null;
        }
        else if (current == street && street.Count is 0 && Next().Kind is TokenKind.Word && !Next().IsGlued)
        {
            StepPlain(token.Text);                                     // Jalan 17 Agustus
        }
        else if (current == gang && gang.Count is 0)
        {
            StepPlain(token.Text);
            current = null;
        }
        else if ((current == complex && Follows(AddressLabel.Block)) || ((current == street || current == gang) && Follows(AddressLabel.Number)))
        {
            StepPlain(token.Text);                                     // Griya Asri 2 Blok A, Jalan Teratai 5 No. 3
        }
        else if (current == complex)
        {
            Position(AddressLabel.Block, ReadCode(block: false));
        }
        else if (current == village || current == district || current == hamlet || current == city || current == skipped)
        {
            StepPlain(token.Text);
        }
        else if (address.HouseNumber.Length is 0 && (current is not null || address.Block.Length + address.Kilometre.Length + address.Plot.Length is 0))
        {
            Position(AddressLabel.Number, ReadCode(block: false));
        }
        else
        {
            at++;
        }
    }

    private bool Follows(AddressLabel label) => Vocabulary.AddressLabels.GetValueOrDefault(Next().Text) == label;

    private void Position(AddressLabel kind, string code)
    {
        if (code.Length is 0)
            at++;
        else if (Vocabulary.PlaceholderTexts.Contains(code))
            code = "";                                                 // No. XX
        else if (kind is AddressLabel.Block)
            address.Block = address.Block.Length is 0 ? code : $"{address.Block}-{code}";
        else if (address.HouseNumber.Length is 0)
            address.HouseNumber = code;
        Close(kind);
    }

    // What stands before a number is complete; a phrase keeps what kind of number it was, which later tells a street from a complex.
    private void Close(AddressLabel kind)
    {
        if (phrases is [.., var phrase] && current == phrase.Words)
            phrase.Position = kind;
        if (kind is AddressLabel.Block && anchor is not AddressLabel.Street)
            anchor = AddressLabel.Block;
        else if (kind is AddressLabel.Kilometre or AddressLabel.Plot && anchor is AddressLabel.None)
            anchor = AddressLabel.Street;
        current = null;
    }

    // "3rd Floor": the number, its ending and the word.
    private int OrdinalFloor(AddressToken token)
    {
        var ending = Next() is { Kind: TokenKind.Word, IsGlued: true, Text: "st" or "nd" or "rd" or "th" } ? 1 : 0;
        return address.Floor.Length is 0 && token.Width <= 2 && Next(1 + ending).Text is "floor" or "fl" ? 2 + ending : 0;
    }

    private void Floor(string number)
    {
        if (phrases is [.., var phrase] && current == phrase.Words)
            phrase.Position = AddressLabel.Floor;
        address.Floor = number;
        anchor = AddressLabel.Floor;
        current = null;
    }

    private void ReadFloor()
    {
        var first = tokens[at++];
        Floor(Roman(first.Text) is var roman and > 0 ? roman.ToString(System.Globalization.CultureInfo.InvariantCulture) : Vocabulary.NumberWords.GetValueOrDefault(first.Text, first.Text));
        if (Here().Kind is TokenKind.Slash && Next().Kind is TokenKind.Number)
        {
            at++;
            address.Unit = ReadCode(block: true);
        }
        else if (Here().Kind is TokenKind.Dash && Next().Kind is TokenKind.Number)
        {
            address.Floor += "-" + Next().Text;
            at += 2;
        }
    }

    // RT 03 RW 02, RT.3/2, RT/RW 003/002.
    private void ReadNeighbourhood()
    {
        current = null;
        var both = false;
        while (Here() is var skip && (skip.Kind is TokenKind.Slash or TokenKind.Dash || (skip.Kind is TokenKind.Word && skip.Text is "rw")))
        {
            both |= skip.Kind is TokenKind.Word;
            at++;
        }
        if (Here().Kind is not TokenKind.Number)
            return;
        address.Neighbourhood = tokens[at++].Text;
        if (Here().Kind is TokenKind.Slash or TokenKind.Dash && Next().Kind is TokenKind.Number)
        {
            address.Community = Next().Text;
            at += 2;
        }
        else if (both && Here().Kind is TokenKind.Number)
        {
            address.Community = tokens[at++].Text;
        }
    }

    /// <summary>
    /// Numbers and short letters that belong together, joined by dashes: <c>33 A</c>, <c>12/14</c>, <c>52 - 53</c>, <c>F2 No. 9</c>.
    /// </summary>
    /// <param name="block">Whether blanks and a number word join too, as behind "Blok".</param>
    private string ReadCode(bool block)
    {
        List<string> atoms = [];
        while (Here() is var token && token.Kind is TokenKind.Number or TokenKind.Word)
        {
            if (token.Kind is TokenKind.Number ? atoms.Count > 0 && !token.IsGlued && IsPostalCode(token) : !IsCodeLetter(token, atoms))
                break;
            atoms.Add(token.Text);
            at++;
            if (Here().Kind is TokenKind.Dash or TokenKind.Slash && (Next().Kind is TokenKind.Number || (Next().Kind is TokenKind.Word && Next().Text.Length is 1)))
                at++;
            else if (block && Vocabulary.AddressLabels.GetValueOrDefault(Here().Text) is AddressLabel.Number && Next().Kind is TokenKind.Number)
                at++;
            else if (!Here().IsGlued && Here().Kind is TokenKind.Number && !(block && char.IsLetter(atoms[^1][0])))
                break;
        }
        return string.Join('-', atoms);
    }

    private bool IsCodeLetter(AddressToken token, List<string> atoms)
    {
        if (atoms.Count is 0 || token.IsGlued)
            return token.Text.Length <= 3;
        var follows = tokens[at - 1].Kind is TokenKind.Dash or TokenKind.Slash;
        return token.Text.Length is 1 && char.IsAsciiDigit(atoms[^1][0])
            && (follows || token.Text[0] <= 'g' || Next().Kind is not TokenKind.Word || Vocabulary.AddressLabels.ContainsKey(Next().Text));
    }

    private bool StartsBlockCode(AddressToken token)
    {
        if (token.Text.Length > 2 || current == gang || (current == street && street.Count is 0))
            return false;
        var next = Next();
        return next is { Kind: TokenKind.Number, IsGlued: true }
            || (next.Kind is TokenKind.Slash or TokenKind.Dash && Next(2).Kind is TokenKind.Number && Roman(token.Text) is 0)
            || (token.Text.Length is 1 && current == complex && next is { Kind: TokenKind.Number, Width: < 5 });
    }

    private bool ReadsAsNeighbourhood(AddressToken token) =>
        address.Neighbourhood.Length is 0 && token.Width is 2 or 3 && Next().Kind is TokenKind.Slash && Next(2) is { Kind: TokenKind.Number, Width: 2 or 3 }
        && (current == hamlet || (current is null && hamlet.Count > 0) || (token.Width > token.Text.Length && address.HouseNumber.Length > 0));

    private static bool IsPostalCode(AddressToken token) => token is { Kind: TokenKind.Number, Width: 5, Text.Length: 5, IsGlued: false };

    private static bool IsCode(AddressToken token) =>
        token.Kind is TokenKind.Number || (token is { Kind: TokenKind.Word, Text.Length: <= 3 } && !Vocabulary.AddressLabels.ContainsKey(token.Text));

    private static bool IsFloor(AddressToken token) =>
        token.Kind is TokenKind.Number || Roman(token.Text) > 0 || Vocabulary.NumberWords.ContainsKey(token.Text) || token.Text is "dasar" or "g" or "gf" or "ug" or "lg" or "b" or "mezzanine" or "ground";

    // A single letter is a numeral only at the end of a name: "Jalan Teratai V No. 3", but "Jalan I. Gusti Ngurah Rai".
    private bool IsNumeral(AddressToken token) =>
        current is { Count: > 0 } || current == gang
            ? token.Text.Length > 1 || Next().Kind is not TokenKind.Word || Vocabulary.AddressLabels.ContainsKey(Next().Text)
            : current is null && phrases.Count + street.Count + complex.Count > 0 && token.Text.Length > 1;

    private static int Roman(string text)
    {
        var value = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var digit = Digit(text[i]);
            if (digit is 0)
                return 0;
            value += i + 1 < text.Length && Digit(text[i + 1]) > digit ? -digit : digit;
        }
        return text.Length is > 0 and <= 6 && value is > 0 and < 40 ? value : 0;

        static int Digit(char c) => c switch { 'i' => 1, 'v' => 5, 'x' => 10, _ => 0 };
    }
}
