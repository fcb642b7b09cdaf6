using System.Globalization;
using BackOffice.Rules.Identity;
using BackOffice.Rules.Matching;
using Sylvan.Data.Csv;

namespace BackOffice.Rules.Tests.Matching;

/// <summary>The labelled registry beside the project, if it is there.</summary>
internal static class LabelledRegistry
{
    public const string Missing = "The labelled registry (../shared/data/dev beside the project) is not on this machine.";

    public static string? Folder { get; } = Find();

    public static HashSet<string> AggregatedSites() =>
        [.. Rows("sites.csv").Where(row => row["stage"] == "aggregated").Select(row => SiteCode.Parse(row["code"]).Value)];

    public static List<PreparedAccount> Accounts() => [.. Rows("accounts.csv").Select(row => PreparedAccount.From(new(
        SiteCode.Parse(row["lpse_code"]), UserId.Parse(row["user_id"]), row["company_name"], row["npwp"], row["nitku"], row["address"], row["regency"],
        row["province"], row["postal_code"], row["phone"], row["email"], int.Parse(row["package_count"], CultureInfo.InvariantCulture),
        DateOnly.ParseExact(row["registered_on"], "yyyy-MM-dd", CultureInfo.InvariantCulture), row["verified"] == "true")))];

    public static Dictionary<AccountPair, string> Truth() => Rows("truth-pairs.csv").ToDictionary(
        row => new AccountPair(Key(row["lpse_a"], row["user_id_a"]), Key(row["lpse_b"], row["user_id_b"])), row => row["truth"]);

    /// <summary>The Default of each group of the truth, by any of its members.</summary>
    public static ILookup<string, (AccountKey Member, bool IsDefault)> Groups() =>
        Rows("truth-groups.csv").ToLookup(row => row["group_id"], row => (Key(row["lpse_code"], row["user_id"]), row["is_default"] == "true"));

    public static IEnumerable<Dictionary<string, string>> Rows(string file)
    {
        using var reader = CsvDataReader.Create(Path.Combine(Folder!, file));
        while (reader.Read())
            yield return Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetName, reader.GetString);
    }

    private static AccountKey Key(string site, string userId) => new(SiteCode.Parse(site), UserId.Parse(userId));

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "BackOffice.sln")))
                return Path.GetFullPath(Path.Combine(folder.FullName, "..", "shared", "data", "dev")) is var found && Directory.Exists(found) ? found : null;
        return null;
    }
}
