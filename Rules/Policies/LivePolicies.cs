namespace BackOffice.Rules.Policies;

/// <summary>
/// The one place that knows which rule set is in force. An evaluation takes the reference once and finishes on that set,
/// whatever goes live meanwhile.
/// </summary>
/// <param name="first">The set in force at the start; without one, nothing may be asked before the first <see cref="TryReplace"/>.</param>
public sealed class LivePolicies(PolicySet? first = null)
{
    private PolicySet? current = first;

    /// <summary>The set in force. Whoever asks several questions about one case keeps the reference, so that one version answers all of them.</summary>
    /// <exception cref="InvalidOperationException">No set is in force yet.</exception>
    public PolicySet Current => Volatile.Read(ref current) ?? throw new InvalidOperationException("No policies are in force yet: they are loaded before anything is asked of them.");

    /// <summary>Whether a set is in force.</summary>
    public bool AnyInForce => Volatile.Read(ref current) is not null;

    /// <summary>Puts another set in force at once.</summary>
    /// <returns>False, with nothing changed, if the set in force is the same version: name and digest.</returns>
    public bool TryReplace(PolicySet next)
    {
        ArgumentNullException.ThrowIfNull(next);
        for (var seen = Volatile.Read(ref current); seen?.Digest != next.Digest || seen.Version != next.Version; seen = Volatile.Read(ref current))
        {
            if (Interlocked.CompareExchange(ref current, next, seen) == seen)
                return true;
        }
        return false;
    }

    /// <summary>Evaluates a policy on the set in force.</summary>
    /// <inheritdoc cref="PolicySet.EvaluateAsync{TFacts}" />
    public ValueTask<PolicyOutcome> EvaluateAsync<TFacts>(string policy, TFacts facts, CancellationToken ct = default)
        where TFacts : class => Current.EvaluateAsync(policy, facts, ct);
}
