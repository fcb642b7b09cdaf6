namespace BackOffice.Rules.Matching;

/// <summary>What two accounts are to each other.</summary>
public enum PairDecision
{
    /// <summary>Nothing: no rule holds. Never reported.</summary>
    Unrelated,

    /// <summary>One company or one branch office (2.f.2.b).</summary>
    SameCompany,

    /// <summary>Two companies or branch offices of one taxpayer (2.f.2.a).</summary>
    DifferentBranch,

    /// <summary>A person decides (decision 10).</summary>
    Review,

    /// <summary>One user ID, two providers (2.f.1).</summary>
    UserIdClash,

    /// <summary>One e-mail or telephone, two providers: reported, never grouped (decision 12).</summary>
    SharedContact,
}

/// <summary>The names of decisions in files, rule sets and the API.</summary>
public static class PairDecisions
{
    private static readonly Dictionary<PairDecision, string> Names = new()
    {
        [PairDecision.Unrelated] = "unrelated",
        [PairDecision.SameCompany] = "same_company",
        [PairDecision.DifferentBranch] = "different_branch",
        [PairDecision.Review] = "review",
        [PairDecision.UserIdClash] = "user_id_clash",
        [PairDecision.SharedContact] = "shared_contact",
    };

    private static readonly Dictionary<string, PairDecision> ByName = Names.ToDictionary(name => name.Value, name => name.Key, StringComparer.Ordinal);

    /// <summary>The outcomes that a rule of the policy may give: every decision but <see cref="PairDecision.Unrelated"/>, which is the answer when no rule holds.</summary>
    public static IReadOnlyList<string> Outcomes { get; } = [.. Names.Values.Where(name => name != "unrelated")];

    /// <summary>The name of a decision, such as <c>same_company</c>.</summary>
    public static string WireName(this PairDecision decision) => Names[decision];

    /// <summary>The decision of a name.</summary>
    /// <exception cref="FormatException">There is no such decision.</exception>
    public static PairDecision Parse(string name) => ByName.TryGetValue(name, out var decision) ? decision : throw new FormatException($"There is no pair decision {name}.");
}
