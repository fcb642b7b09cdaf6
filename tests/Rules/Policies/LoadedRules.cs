using BackOffice.Rules.Policies;

namespace BackOffice.Rules.Tests.Policies;

/// <summary>The rule set that the product ships, and short ways to load another.</summary>
internal static class LoadedRules
{
    internal static string ShippedText { get; } = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "rules.json"));

    internal static PolicySet Shipped { get; } = Loaded(PolicySet.Load(ShippedText, PolicyCatalogue.Shipped));

    internal static PolicySet Loaded(PolicyLoad load) => load switch
    {
        PolicyLoad.Loaded(var set) => set,
        PolicyLoad.Refused(var problems) => throw new InvalidOperationException(string.Join(Environment.NewLine, problems)),
        var other => throw new InvalidOperationException($"Unhandled load {other.GetType().Name}."),
    };
}
