using System.Diagnostics.CodeAnalysis;
using BackOffice.Rules.Matching;

namespace BackOffice.Rules.Policies;

/// <summary>
/// The policies that a rule set must hold: each of them, and no other. A new policy is one more shape in <see cref="Shipped"/>.
/// </summary>
/// <param name="shapes">The policies; names are unique.</param>
/// <exception cref="ArgumentException">Two shapes have one name.</exception>
public sealed class PolicyCatalogue(IReadOnlyList<PolicyShape> shapes)
{
    private readonly Dictionary<string, PolicyShape> byName = shapes.ToDictionary(shape => shape.Policy, StringComparer.Ordinal);

    /// <summary>The policies of the product.</summary>
    public static PolicyCatalogue Shipped { get; } = new([ActivationPreCheckFacts.Shape, DuplicatePairFacts.Shape, RoamingFacts.Shape]);

    /// <summary>The policies, in the order in which they were given.</summary>
    public IReadOnlyList<PolicyShape> Shapes { get; } = [.. shapes];

    /// <summary>Finds a policy by its exact name.</summary>
    public bool TryFind(string policy, [NotNullWhen(true)] out PolicyShape? shape) => byName.TryGetValue(policy, out shape);
}
