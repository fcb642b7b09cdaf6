using BackOffice.Rules;
using BackOffice.Workflows.Engine;

namespace BackOffice.Workflows.Definitions.Versions;

/// <summary>What kind of thing differs.</summary>
public enum DefinitionChangeKind
{
    /// <summary>An activity is new.</summary>
    ActivityAdded,

    /// <summary>An activity is gone.</summary>
    ActivityRemoved,

    /// <summary>An activity runs another step.</summary>
    StepChanged,

    /// <summary>A setting of an activity has another value.</summary>
    SettingChanged,

    /// <summary>An outcome leads elsewhere, or ends the case, or no longer does.</summary>
    ConnectionChanged,

    /// <summary>Cases begin at another activity.</summary>
    StartChanged,

    /// <summary>People call it otherwise.</summary>
    NameChanged,
}

/// <summary>One difference between two versions.</summary>
/// <param name="Kind">What kind of thing differs.</param>
/// <param name="Activity">The activity; null where it is about the whole.</param>
/// <param name="Sentence">What differs, for the process owner.</param>
public sealed record DefinitionChange(DefinitionChangeKind Kind, string? Activity, Sentence Sentence);

/// <summary>Tells two versions of a definition apart, in words. Settings are compared as they work, defaults filled in; where the picture puts an activity is no difference.</summary>
internal static class DefinitionDiff
{
    /// <summary>What became of <paramref name="older"/> in <paramref name="newer"/>: the whole first, then activity by activity.</summary>
    public static IReadOnlyList<DefinitionChange> Between(WorkflowDefinition older, WorkflowDefinition newer) =>
    [
        .. Whole(older, newer),
        .. older.Nodes.Keys.Union(newer.Nodes.Keys).Order(StringComparer.Ordinal).SelectMany(id => (older.Nodes.GetValueOrDefault(id), newer.Nodes.GetValueOrDefault(id)) switch
        {
            (null, { } added) => [Added(added)],
            ({ } removed, null) => [Removed(removed)],
            ({ } before, { } after) => Activity(before, after),
            _ => [],
        }),
    ];

    /// <summary>The settings in which two activities of one step differ.</summary>
    public static IEnumerable<DefinitionChange> Settings(WorkflowNode before, WorkflowNode after) =>
        from name in before.Settings.Keys.Union(after.Settings.Keys).Order(StringComparer.Ordinal)
        let was = before.Settings.GetValueOrDefault(name)
        let now = after.Settings.GetValueOrDefault(name)
        where was != now
        select new DefinitionChange(DefinitionChangeKind.SettingChanged, after.Id, new(
            $"Pengaturan '{name}' dari '{after.Id}': {was ?? "–"} menjadi {now ?? "–"}.", $"The setting '{name}' of '{after.Id}': {was ?? "–"} becomes {now ?? "–"}."));

    private static IEnumerable<DefinitionChange> Whole(WorkflowDefinition older, WorkflowDefinition newer)
    {
        if (older.Name != newer.Name)
            yield return new(DefinitionChangeKind.NameChanged, null, new($"Nama '{older.Name}' menjadi '{newer.Name}'.", $"The name '{older.Name}' becomes '{newer.Name}'."));
        if (older.Start.Id != newer.Start.Id)
            yield return new(DefinitionChangeKind.StartChanged, newer.Start.Id, new(
                $"Kasus mulai di '{newer.Start.Id}', bukan lagi di '{older.Start.Id}'.", $"Cases begin at '{newer.Start.Id}', no longer at '{older.Start.Id}'."));
    }

    private static DefinitionChange Added(WorkflowNode node) => new(DefinitionChangeKind.ActivityAdded, node.Id, new(
        $"Aktivitas '{node.Id}' ({node.Step.Type}) ditambahkan.", $"The activity '{node.Id}' ({node.Step.Type}) is new."));

    private static DefinitionChange Removed(WorkflowNode node) => new(DefinitionChangeKind.ActivityRemoved, node.Id, new(
        $"Aktivitas '{node.Id}' ({node.Step.Type}) dihapus.", $"The activity '{node.Id}' ({node.Step.Type}) is gone."));

    private static IEnumerable<DefinitionChange> Activity(WorkflowNode before, WorkflowNode after)
    {
        if (before.Step.Type != after.Step.Type)
            yield return new(DefinitionChangeKind.StepChanged, after.Id, new(
                $"Aktivitas '{after.Id}' menjalankan {after.Step.Type}, bukan lagi {before.Step.Type}.", $"The activity '{after.Id}' runs {after.Step.Type}, no longer {before.Step.Type}."));
        foreach (var change in Settings(before, after))
            yield return change;
        foreach (var outcome in before.Next.Keys.Union(after.Next.Keys).Order(StringComparer.Ordinal))
            if (before.Next.GetValueOrDefault(outcome) is var was && after.Next.GetValueOrDefault(outcome) is var now && was != now)
                yield return new(DefinitionChangeKind.ConnectionChanged, after.Id, new(
                    $"Hasil '{outcome}' dari '{after.Id}' {Leads(now, "menuju", "mengakhiri kasus")}; sebelumnya {Leads(was, "menuju", "mengakhiri kasus")}.",
                    $"The outcome '{outcome}' of '{after.Id}' {Leads(now, "leads to", "ends the case")}; before, it {Led(was)}."));
    }

    private static string Leads(string? target, string leads, string ends) => target is null ? ends : $"{leads} '{target}'";

    private static string Led(string? target) => target is null ? "ended the case" : $"led to '{target}'";
}
