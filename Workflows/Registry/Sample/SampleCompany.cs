using System.Globalization;

namespace BackOffice.Workflows.Registry.Sample;

/// <summary>An office of a company, told by its number alone: the same number is the same company on every machine. Numbers below 300 never share a name, tax number or contact.</summary>
internal sealed record SampleCompany(int Number)
{
    /// <summary>Where it is: not its site's town, as in life a company bids elsewhere too.</summary>
    public SamplePlace Place { get; init; } = Pick(SampleWords.Places, Number * 3);

    /// <summary>Tells offices of one company apart.</summary>
    public int Office { get; init; }

    /// <summary>Where mail for it goes.</summary>
    public string Email { get; init; } = $"kantor@{IdOf(Number)}.example";

    public string UserId => IdOf(Number);

    public string Phone => $"{Place.AreaCode} {700_000 + Number * 31 + Office}";

    public string PostalCode => $"{Place.PostalPrefix}{10 + Number % 80}";

    /// <summary>The name, in two ways of writing it.</summary>
    public string Name(bool plain)
    {
        var form = Number % 3 == 1 ? "CV" : "PT";
        var core = $"{Pick(SampleWords.FirstNames, Number)} {SecondName(Number)} {Pick(SampleWords.LastNames, Number * 5)}";
        return plain ? $"{form} {core}" : $"{core.ToUpperInvariant()}, {form}.";
    }

    /// <summary>The tax number with its check digit, in two ways of writing it.</summary>
    public string Npwp(bool plain)
    {
        var serial = string.Create(CultureInfo.InvariantCulture, $"0{1 + Number % 3}{100_000 + Number * 617:000000}");
        var digits = $"{serial}{CheckDigit(serial)}{300 + Number % 40}000";
        return plain ? $"{digits[..2]}.{digits[2..5]}.{digits[5..8]}.{digits[8]}-{digits[9..12]}.{digits[12..]}" : digits;
    }

    /// <summary>The address, in two ways of writing it.</summary>
    public string Address(bool plain)
    {
        var at = Number + Office * 5;
        var (street, village) = (Pick(SampleWords.Streets, at), Pick(SampleWords.Villages, at));
        var (house, hamlet, ward) = (3 + at * 7 % 190, 1 + at % 9, 1 + at % 6);
        return plain
            ? string.Create(CultureInfo.InvariantCulture, $"Jl. {street} No. {house}, RT {hamlet:000} RW {ward:000}, Kel. {village}")
            : string.Create(CultureInfo.InvariantCulture, $"JALAN {street.ToUpperInvariant()} NOMOR {house} RT.{hamlet}/RW.{ward} KELURAHAN {village.ToUpperInvariant()}");
    }

    /// <summary>Another office of the same taxpayer, in another town.</summary>
    public SampleCompany Branch() => this with { Office = 1, Place = Pick(SampleWords.Places, Number * 3 + 5) };

    private static string IdOf(int number) => $"{Pick(SampleWords.FirstNames, number)}{SecondName(number)}".ToLowerInvariant();

    private static string SecondName(int number) => Pick(SampleWords.SecondNames, number / SampleWords.FirstNames.Count);

    private static T Pick<T>(IReadOnlyList<T> from, int number) => from[number % from.Count];

    private static int CheckDigit(string serial)
    {
        var sum = serial.Select((sign, place) => (sign - '0') * (1 + place % 2)).Sum(digit => digit > 9 ? digit - 9 : digit);
        return (10 - sum % 10) % 10;
    }
}
