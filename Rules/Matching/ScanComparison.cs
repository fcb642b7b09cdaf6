namespace BackOffice.Rules.Matching;

/// <summary>One pair about which two rule sets decide differently.</summary>
/// <param name="Pair">The pair.</param>
/// <param name="Before">The decision under the older rules.</param>
/// <param name="After">The decision under the newer rules.</param>
/// <param name="Rule">The rule that decides now; of the older rules where none of the newer does.</param>
public sealed record MovedPair(AccountPair Pair, PairDecision Before, PairDecision After, string Rule);

/// <summary>What becomes of a group.</summary>
public enum GroupChange
{
    /// <summary>None of its members was in a group before.</summary>
    New,

    /// <summary>None of its members is in a group any more.</summary>
    Dissolved,

    /// <summary>Members of two groups or more are one group.</summary>
    Merged,

    /// <summary>Members of one group are in two groups or more.</summary>
    Split,

    /// <summary>One group before and after, with other members.</summary>
    Changed,
}

/// <summary>A group that is another one under the newer rules.</summary>
/// <param name="Change">What becomes of it.</param>
/// <param name="Members">Its members: after the change, or before where it is dissolved or split.</param>
public sealed record MovedGroup(GroupChange Change, IReadOnlyList<AccountKey> Members);

/// <summary>A group whose Default would be another account.</summary>
public sealed record MovedDefault(AccountKey Before, AccountKey After);

/// <summary>What two rule sets make of one registry, compared. The groups are those that activations would make (decision 3).</summary>
/// <param name="Pairs">Pairs that move between decisions, in the order of the accounts.</param>
/// <param name="Groups">Groups that are not what they were.</param>
/// <param name="Defaults">Groups that go on with another Default (2.f.2.b).</param>
public sealed record ScanComparison(IReadOnlyList<MovedPair> Pairs, IReadOnlyList<MovedGroup> Groups, IReadOnlyList<MovedDefault> Defaults)
{
    /// <summary>Compares two scans of the same accounts under the same verdicts.</summary>
    public static ScanComparison Of(ScanResult before, ScanResult after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var (groups, defaults) = CompareGroups(before, after);
        return new(Moved(before, after), groups, defaults);
    }

    private static List<MovedPair> Moved(ScanResult before, ScanResult after)
    {
        var older = before.Pairs.ToDictionary(Key, pair => (pair.Decision, pair.Rule));
        List<MovedPair> moved = [];
        foreach (var pair in after.Pairs)
        {
            var was = older.Remove(Key(pair), out var old) ? old.Decision : PairDecision.Unrelated;
            if (was != pair.Decision)
                moved.Add(new(Key(pair), was, pair.Decision, pair.Rule));
        }
        // What is left was decided before and is nothing now.
        moved.AddRange(older.Select(gone => new MovedPair(gone.Key, gone.Value.Decision, PairDecision.Unrelated, gone.Value.Rule)));
        return [.. moved.OrderBy(pair => pair.Pair.First).ThenBy(pair => pair.Pair.Second)];
    }

    private static (List<MovedGroup> Groups, List<MovedDefault> Defaults) CompareGroups(ScanResult before, ScanResult after)
    {
        List<AccountComponent> older = [.. before.Components.Where(component => component.IsGroup)], newer = [.. after.Components.Where(component => component.IsGroup)];
        var (olderOf, newerOf) = (ByMember(older), ByMember(newer));
        List<MovedGroup> groups = [];
        List<MovedDefault> defaults = [];
        foreach (var group in newer)
        {
            List<AccountKey> members = [.. group.Members.Select(member => member.Key)];
            var from = members.Where(olderOf.ContainsKey).Select(member => olderOf[member]).Distinct().ToList();
            if (from.Count == 0)
                groups.Add(new(GroupChange.New, members));
            else if (from.Count > 1)
                groups.Add(new(GroupChange.Merged, members));
            else if (Next(older[from[0]], newerOf).Count == 1 && !members.ToHashSet().SetEquals(older[from[0]].Members.Select(member => member.Key)))
                groups.Add(new(GroupChange.Changed, members));
        }
        foreach (var group in older)
        {
            var next = Next(group, newerOf);
            if (next.Count != 1)
            {
                groups.Add(new(next.Count == 0 ? GroupChange.Dissolved : GroupChange.Split, [.. group.Members.Select(member => member.Key)]));
                if (next.Count == 0)
                    continue;
            }
            var was = DefaultOf(group);
            var now = DefaultOf(newer[newerOf.TryGetValue(was, out var own) ? own : next[0]]);
            if (was != now)
                defaults.Add(new(was, now));
        }
        return (groups, defaults);
    }

    private static List<int> Next(AccountComponent group, Dictionary<AccountKey, int> newerOf) =>
        [.. group.Members.Where(member => newerOf.ContainsKey(member.Key)).Select(member => newerOf[member.Key]).Distinct()];

    private static Dictionary<AccountKey, int> ByMember(List<AccountComponent> groups) =>
        groups.SelectMany((group, place) => group.Members.Select(member => (member.Key, place))).ToDictionary(one => one.Key, one => one.place);

    private static AccountKey DefaultOf(AccountComponent group) => new(group.Default!.Account.Site, group.Default.Account.UserId);

    private static AccountPair Key(PairFinding pair) => new(pair.A.Key, pair.B.Key);
}
