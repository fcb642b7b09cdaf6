namespace BackOffice.Rules.Matching;

/// <summary>Joins accounts into components along *same* pairs, and finds the pairs that hold a component together alone.</summary>
internal static class Components
{
    /// <summary>All components of two accounts or more, by their first member.</summary>
    public static IReadOnlyList<AccountComponent> Of(IReadOnlyList<PairFinding> findings)
    {
        Dictionary<PreparedAccount, int> numbers = [];
        foreach (var link in findings)
            if (link.Decision is PairDecision.SameCompany)
            {
                numbers.TryAdd(link.A, numbers.Count);
                numbers.TryAdd(link.B, numbers.Count);
            }
        var union = new Union(numbers.Count);
        foreach (var link in findings)
            if (link.Decision is PairDecision.SameCompany)
                union.Join(numbers[link.A], numbers[link.B]);

        var members = numbers.GroupBy(node => union.Root(node.Value), node => node.Key).ToDictionary(group => group.Key, group => group.ToList());
        var inside = findings
            .Where(finding => numbers.TryGetValue(finding.A, out var a) && numbers.TryGetValue(finding.B, out var b) && union.Root(a) == union.Root(b))
            .ToLookup(finding => union.Root(numbers[finding.A]));
        return [.. members.Select(group => Component(group.Value, [.. inside[group.Key]])).OrderBy(component => component.Members[0].Key)];
    }

    /// <summary>One component from its members and the pairs judged between them.</summary>
    public static AccountComponent Component(List<PreparedAccount> members, IReadOnlyList<PairFinding> inside)
    {
        members.Sort(PreparedAccount.InOrder);
        List<PairFinding> links = [.. inside.Where(finding => finding.Decision is PairDecision.SameCompany)];
        List<PairFinding> conflicts = [.. inside.Where(finding => finding.Decision is not PairDecision.SameCompany)];
        return new(members, links, conflicts, members.Count < 3 ? [] : Bridges(members, links));
    }

    // Tarjan's bridges, without recursion: a component may be long. By key, since a look-up may hand out a new object each time it is asked for an account.
    private static List<PairFinding> Bridges(List<PreparedAccount> members, List<PairFinding> links)
    {
        var neighbours = members.ToDictionary(member => member.Key, _ => new List<(AccountKey To, PairFinding Link)>());
        foreach (var link in links)
        {
            neighbours[link.A.Key].Add((link.B.Key, link));
            neighbours[link.B.Key].Add((link.A.Key, link));
        }
        Dictionary<AccountKey, int> found = new() { [members[0].Key] = 0 }, low = new() { [members[0].Key] = 0 };
        List<PairFinding> bridges = [];
        Stack<(AccountKey At, PairFinding? By, int Next)> path = new([(members[0].Key, null, 0)]);
        while (path.TryPop(out var step))
        {
            if (step.Next < neighbours[step.At].Count)
            {
                path.Push(step with { Next = step.Next + 1 });
                var (to, link) = neighbours[step.At][step.Next];
                if (link == step.By)
                    continue;
                if (found.TryGetValue(to, out var seen))
                {
                    low[step.At] = Math.Min(low[step.At], seen);
                    continue;
                }
                found[to] = low[to] = found.Count;
                path.Push((to, link, 0));
            }
            else if (path.TryPeek(out var parent))
            {
                low[parent.At] = Math.Min(low[parent.At], low[step.At]);
                if (low[step.At] > found[parent.At])
                    bridges.Add(step.By!);
            }
        }
        return bridges;
    }

    private sealed class Union(int size)
    {
        private readonly int[] parents = [.. Enumerable.Range(0, size)];

        public int Root(int node)
        {
            while (parents[node] != node)
                node = parents[node] = parents[parents[node]];
            return node;
        }

        public void Join(int one, int other) => parents[Root(one)] = Root(other);
    }
}
