using System.Reflection;
using BackOffice.Rules.Policies.Expressions;

namespace BackOffice.Rules.Policies;

/// <summary>
/// What the house fixes about one policy, whatever its owner writes into the rule set: the name of its input, the facts that a rule may
/// read, the outcomes that a rule may give and how the results are read. A policy has exactly one facts type.
/// </summary>
public sealed class PolicyShape
{
    private PolicyShape(string policy, string input, PolicyMode mode, object sample, IReadOnlyList<string> outcomes, IReadOnlyList<string> fields)
    {
        Policy = policy;
        Input = input;
        Mode = mode;
        Sample = sample;
        Outcomes = outcomes;
        Fields = fields;
        Members = sample.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(Read).ToDictionary(member => member.Name, StringComparer.Ordinal);
    }

    /// <summary>The name of the policy, which is the <c>WorkflowName</c> in the rule set.</summary>
    public string Policy { get; }

    /// <summary>The name under which an expression reads the facts.</summary>
    public string Input { get; }

    /// <summary>How the results are read.</summary>
    public PolicyMode Mode { get; }

    /// <summary>The one type of facts that the policy takes.</summary>
    public Type FactsType => Sample.GetType();

    /// <summary>The outcomes (<c>SuccessEvent</c>) that a rule of this policy may give.</summary>
    public IReadOnlyList<string> Outcomes { get; }

    /// <summary>The fields that a rule of this policy may name as the one to mend; empty if it names none.</summary>
    public IReadOnlyList<string> Fields { get; }

    /// <summary>The facts that a rule may read, by name.</summary>
    public IReadOnlyDictionary<string, FactMember> Members { get; }

    /// <summary>Facts on which each rule runs once before its set goes live.</summary>
    internal object Sample { get; }

    /// <summary>The name of a number that is no number; null if there is none. Asked at every evaluation.</summary>
    private Func<object, string?> NoNumber { get; init; } = _ => null;

    /// <summary>Describes a policy.</summary>
    /// <param name="policy">The name of the policy.</param>
    /// <param name="input">The name of its input: a lower-case ASCII word that no operator uses.</param>
    /// <param name="mode">How the results are read.</param>
    /// <param name="sample">Ordinary facts; the type must be sealed, and its public properties strings, booleans, whole numbers or doubles, nullable or not.</param>
    /// <param name="outcomes">The outcomes that a rule may give.</param>
    /// <param name="fields">The fields that a rule may name as the one to mend; none by default.</param>
    /// <exception cref="ArgumentException">The facts type is not sealed and flat, or a name is an operator.</exception>
    public static PolicyShape Of<TFacts>(
        string policy, string input, PolicyMode mode, TFacts sample, IReadOnlyList<string> outcomes, IReadOnlyList<string>? fields = null)
        where TFacts : class
    {
        ArgumentNullException.ThrowIfNull(sample);
        // RulesEngine compiles per run-time type: a derived type would be compiled anew, under traffic.
        if (!typeof(TFacts).IsSealed)
            throw new ArgumentException($"The facts type {typeof(TFacts).Name} must be sealed.", nameof(sample));
        var shape = new PolicyShape(policy, input, mode, sample, outcomes, fields ?? []) { NoNumber = NoNumberOf<TFacts>() };
        if (shape.Members.Keys.Prepend(input).FirstOrDefault(name => Words.IsReserved(name) || !name.All(char.IsAsciiLetterOrDigit)) is { } name)
            throw new ArgumentException($"{policy}: \"{name}\" cannot name an input or a fact.", nameof(input));
        return shape;
    }

    /// <exception cref="ArgumentException">The facts are of another type.</exception>
    internal void Accept(object facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (facts.GetType() != FactsType)
            throw new ArgumentException($"The policy {Policy} takes {FactsType.Name}, not {facts.GetType().Name}.", nameof(facts));
    }

    /// <summary>
    /// What is wrong with the facts themselves; null if nothing is. A measure that is not a number answers no to every comparison, which
    /// would be a "no" made of nothing (decision 11).
    /// </summary>
    internal string? Fault(object facts) => NoNumber(facts) is { } name ? $"{Input}.{name} is no finite number" : null;

    private static Func<object, string?> NoNumberOf<TFacts>()
        where TFacts : class
    {
        (string Name, Func<TFacts, double> Read)[] plain = [.. GettersOf<TFacts, double>()];
        (string Name, Func<TFacts, double?> Read)[] nullable = [.. GettersOf<TFacts, double?>()];
        return facts =>
        {
            foreach (var (name, read) in plain)
                if (!double.IsFinite(read((TFacts)facts)))
                    return name;
            foreach (var (name, read) in nullable)
                if (read((TFacts)facts) is { } real && !double.IsFinite(real))
                    return name;
            return null;
        };
    }

    private static IEnumerable<(string, Func<TFacts, TValue>)> GettersOf<TFacts, TValue>() =>
        typeof(TFacts).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.PropertyType == typeof(TValue))
            .Select(property => (property.Name, property.GetMethod!.CreateDelegate<Func<TFacts, TValue>>()));

    private static FactMember Read(PropertyInfo property)
    {
        var inner = Nullable.GetUnderlyingType(property.PropertyType);
        FactType? type = Type.GetTypeCode(inner ?? property.PropertyType) switch
        {
            _ when (inner ?? property.PropertyType).IsEnum => null,
            TypeCode.String => FactType.Text,
            TypeCode.Boolean => FactType.Flag,
            TypeCode.Int32 or TypeCode.Int64 => FactType.Whole,
            TypeCode.Double => FactType.Real,
            _ => null,
        };
        return type is { } known
            ? new(property.Name, known, inner is not null || known is FactType.Text)
            : throw new ArgumentException($"{property.DeclaringType?.Name}.{property.Name} is no string, boolean, int, long or double.");
    }
}
