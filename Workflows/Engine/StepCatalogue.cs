using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace BackOffice.Workflows.Engine;

/// <summary>Every step that a definition may name, as registered with <c>AddWorkflowStep</c>.</summary>
public sealed class StepCatalogue
{
    private readonly FrozenDictionary<string, StepDescriptor> steps;

    /// <exception cref="InvalidOperationException">A descriptor contradicts itself or another one: a mistake in the program, told at start.</exception>
    public StepCatalogue(IEnumerable<StepDescriptor> descriptors)
    {
        var all = descriptors.ToList();
        foreach (var step in all)
            Check(step);
        if (all.GroupBy(step => step.Type, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new InvalidOperationException($"The step {twice.Key} is registered twice.");
        steps = all.ToFrozenDictionary(step => step.Type, StringComparer.Ordinal);
    }

    /// <summary>All of them, by type name.</summary>
    public IReadOnlyCollection<StepDescriptor> Steps => steps.Values;

    /// <summary>The step with this type name.</summary>
    public bool TryFind(string type, [NotNullWhen(true)] out StepDescriptor? step) => steps.TryGetValue(type, out step);

    private static void Check(StepDescriptor step)
    {
        if (!step.Type.StartsWith("BackOffice.", StringComparison.Ordinal))
            throw new InvalidOperationException($"The step type {step.Type} must begin with BackOffice.");
        if (!step.Implementation.IsAssignableTo(typeof(IStep)))
            throw new InvalidOperationException($"{step.Implementation} of the step {step.Type} is no IStep.");
        if (step.Outcomes.Count == 0 || step.Outcomes.DistinctBy(outcome => outcome.Name).Count() != step.Outcomes.Count)
            throw new InvalidOperationException($"The step {step.Type} must have outcomes, each once.");
        if (step.Settings.DistinctBy(setting => setting.Name).Count() != step.Settings.Count)
            throw new InvalidOperationException($"The step {step.Type} has a setting twice.");
        if (step.Settings.FirstOrDefault(setting => setting.Default is { } value && SettingLiteral.Problem(setting, value) is not null) is { } wrong)
            throw new InvalidOperationException($"The default of the setting {wrong.Name} of the step {step.Type} is not one of its values.");
    }
}
