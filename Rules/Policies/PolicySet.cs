using System.Security.Cryptography;
using System.Text;

namespace BackOffice.Rules.Policies;

/// <summary>
/// One immutable version of all policies, compiled. Every rule of it ran once before anybody could see it, so that no first
/// evaluation compiles under traffic and no broken rule is found by a provider.
/// </summary>
public sealed class PolicySet
{
    private readonly Dictionary<string, CompiledPolicy> policies;

    private PolicySet(string digest, IReadOnlyList<PolicyRule> rules, IReadOnlyList<CompiledPolicy> policies)
    {
        Digest = digest;
        Version = digest[..12];
        Rules = rules;
        this.policies = policies.ToDictionary(policy => policy.Shape.Policy, StringComparer.Ordinal);
    }

    /// <summary>SHA-256 of the file's bytes, in lower-case hexadecimal.</summary>
    public string Digest { get; }

    /// <summary>What records, decisions and people call this version: the first twelve characters of <see cref="Digest"/>, unless it was <see cref="Named"/>.</summary>
    public string Version { get; private set; }

    /// <summary>The rules, in the order of the file.</summary>
    public IReadOnlyList<PolicyRule> Rules { get; }

    /// <summary>The same compiled rules under another name, such as that of a published version: one content may be published twice.</summary>
    public PolicySet Named(string version)
    {
        var named = (PolicySet)MemberwiseClone();
        named.Version = version;
        return named;
    }

    /// <inheritdoc cref="Load(ReadOnlyMemory{byte}, PolicyCatalogue)" />
    public static PolicyLoad Load(string text, PolicyCatalogue catalogue) => Load(Encoding.UTF8.GetBytes(text), catalogue);

    /// <summary>
    /// Reads, checks, compiles and warms a rule set. Takes no file, no clock and no network; the work is the processor's, about a
    /// second the first time in a process.
    /// </summary>
    /// <param name="file">The bytes of the file, at most 1,000,000; UTF-8, with or without a byte order mark.</param>
    /// <param name="catalogue">The policies that the set must hold.</param>
    /// <returns>The set, or everything that is wrong with it.</returns>
    public static PolicyLoad Load(ReadOnlyMemory<byte> file, PolicyCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        var problems = new List<RuleProblem>();
        var drafts = new RuleFile(new RuleSource(file), catalogue, problems).Read();
        if (problems.Count > 0)
            return new PolicyLoad.Refused([.. problems.OrderBy(problem => problem.Position.Line).ThenBy(problem => problem.Position.Column)]);
        var compiled = PolicyCompiler.Compile(drafts, problems);
        return problems.Count > 0
            ? new PolicyLoad.Refused(problems)
            : new PolicyLoad.Loaded(new(Convert.ToHexStringLower(SHA256.HashData(file.Span)), [.. drafts.Select(draft => draft.Rule)], compiled));
    }

    /// <summary>
    /// Evaluates every rule of a policy. A rule that cannot be evaluated is an <see cref="RuleResult.Error"/> of the outcome, never an exception.
    /// </summary>
    /// <param name="policy">The policy's name.</param>
    /// <param name="facts">Facts of the policy's own type.</param>
    /// <param name="ct">Looked at between two rules.</param>
    /// <exception cref="ArgumentException">There is no such policy, or it takes facts of another type.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> was cancelled.</exception>
    public ValueTask<PolicyOutcome> EvaluateAsync<TFacts>(string policy, TFacts facts, CancellationToken ct = default)
        where TFacts : class
    {
        var compiled = Find(policy);
        compiled.Shape.Accept(facts);
        return compiled.EvaluateAsync(facts, Version, ct);
    }

    /// <summary>The same rules as delegates, which answer the same some ten times faster. Whoever asks once in a while uses <see cref="EvaluateAsync{TFacts}"/>.</summary>
    /// <param name="policy">The policy's name.</param>
    /// <exception cref="ArgumentException">There is no such policy.</exception>
    public CompiledRules Compiled(string policy) => new(Find(policy), Version);

    private CompiledPolicy Find(string policy) =>
        policies.TryGetValue(policy, out var compiled) ? compiled : throw new ArgumentException($"There is no policy {policy}.", nameof(policy));
}
