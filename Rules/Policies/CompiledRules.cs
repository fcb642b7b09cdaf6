namespace BackOffice.Rules.Policies;

/// <summary>
/// The rules of one policy of one version as delegates, for who evaluates them by the ten thousand. The outcome, its errors included, is that of
/// <see cref="PolicySet.EvaluateAsync{TFacts}"/>; a test holds the two together.
/// </summary>
public sealed class CompiledRules
{
    private readonly CompiledPolicy policy;

    internal CompiledRules(CompiledPolicy policy, string version)
    {
        this.policy = policy;
        Version = version;
    }

    /// <summary>The version of the rule set.</summary>
    public string Version { get; }

    /// <summary>Evaluates every rule. The first call compiles, some milliseconds a rule; any number of threads may call.</summary>
    /// <param name="facts">Facts of the policy's own type.</param>
    /// <exception cref="ArgumentException">The policy takes facts of another type.</exception>
    public PolicyOutcome Evaluate(object facts)
    {
        policy.Shape.Accept(facts);
        return policy.Evaluate(facts, Version);
    }
}
