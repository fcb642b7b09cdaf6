namespace BackOffice.Workflows.Engine;

/// <summary>Checks how the activities of a definition hang together, and builds its nodes.</summary>
internal static class DefinitionShape
{
    public static (WorkflowNode? Start, IReadOnlyList<WorkflowNode> Nodes) Build(
        JsonPlace root, IReadOnlyList<DefinitionReader.Activity> activities, IReadOnlyList<DefinitionReader.Connection> connections)
    {
        var next = activities.ToDictionary(activity => activity, _ => new Dictionary<string, DefinitionReader.Activity>(StringComparer.Ordinal));
        foreach (var (place, source, port, target) in connections)
            if (!next[source].TryAdd(port, target))
                place.Report(DefinitionProblems.TwoTargets(source.Id!, port));
        foreach (var activity in activities)
            foreach (var outcome in activity.Step?.Outcomes ?? [])
                if (!outcome.MayEnd && !next[activity].ContainsKey(outcome.Name))
                    activity.Place.Report(DefinitionProblems.MayNotEnd(activity.Id!, outcome.Name));
        var start = FindStart(root, activities, connections);
        if (start is not null)
            ReportUnreachable(start, activities, next);
        ReportEndless(activities, next);

        var nodes = activities.Where(activity => activity.Step is not null).ToDictionary(activity => activity, activity => new WorkflowNode(
            activity.Id!, activity.Step!, activity.Settings, next[activity].ToDictionary(to => to.Key, to => to.Value.Id!, StringComparer.Ordinal), activity.Metadata));
        return (start is null ? null : nodes.GetValueOrDefault(start), [.. nodes.Values]);
    }

    private static DefinitionReader.Activity? FindStart(
        JsonPlace root, IReadOnlyList<DefinitionReader.Activity> activities, IReadOnlyList<DefinitionReader.Connection> connections)
    {
        switch (activities.Except(connections.Select(connection => connection.Target)).ToList())
        {
            case [var start]:
                return start;
            case []:
                root.Optional("activities")?.Report(DefinitionProblems.NoStart);
                return null;
            case var several:
                root.Optional("activities")?.Report(DefinitionProblems.SeveralStarts(several.Select(activity => activity.Id!)));
                return null;
        }
    }

    private static void ReportUnreachable(
        DefinitionReader.Activity start, IReadOnlyList<DefinitionReader.Activity> activities, Dictionary<DefinitionReader.Activity, Dictionary<string, DefinitionReader.Activity>> next)
    {
        var reached = new HashSet<DefinitionReader.Activity> { start };
        var queue = new Queue<DefinitionReader.Activity>(reached);
        while (queue.TryDequeue(out var activity))
            foreach (var target in next[activity].Values.Where(reached.Add))
                queue.Enqueue(target);
        foreach (var activity in activities.Where(activity => !reached.Contains(activity)))
            activity.Place.Report(DefinitionProblems.Unreachable(activity.Id!));
    }

    // Without the steps that wait, what is left must have no loop. A step that is not known has been reported and counts as one that waits.
    private static void ReportEndless(
        IReadOnlyList<DefinitionReader.Activity> activities, Dictionary<DefinitionReader.Activity, Dictionary<string, DefinitionReader.Activity>> next)
    {
        var left = activities.Where(activity => activity.Step is { Waits: false }).ToHashSet();
        while (true)
        {
            while (left.RemoveWhere(activity => !next[activity].Values.Any(left.Contains)) > 0)
            {
                // What leads nowhere is in no loop; without it, something else may lead nowhere.
            }
            if (left.Count == 0)
                return;
            var path = new List<DefinitionReader.Activity> { activities.First(left.Contains) };
            int first;
            while ((first = path.IndexOf(next[path[^1]].Values.First(left.Contains))) < 0)
                path.Add(next[path[^1]].Values.First(left.Contains));
            var loop = path[first..];
            loop[0].Place.Report(DefinitionProblems.Endless([.. loop.Select(activity => activity.Id!), loop[0].Id!]));
            left.ExceptWith(loop);
        }
    }
}
