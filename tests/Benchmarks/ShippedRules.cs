using BackOffice.Fixtures;
using BackOffice.Rules.Policies;

namespace BackOffice.Benchmarks;

/// <summary>The rule set of the repository.</summary>
internal static class ShippedRules
{
    /// <summary>Loads it.</summary>
    /// <exception cref="UnusableInputException">It does not load.</exception>
    public static async Task<PolicySet> LoadAsync() => PolicySet.Load(await File.ReadAllBytesAsync(RepositoryRoot.File("rules.json")), PolicyCatalogue.Shipped) switch
    {
        PolicyLoad.Loaded(var set) => set,
        _ => throw new UnusableInputException("rules.json of the repository does not load."),
    };
}
