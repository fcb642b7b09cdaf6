using BackOffice.Rules.Identity;
using BackOffice.Rules.Matching;
using BackOffice.Workflows.Registry.Files;

namespace BackOffice.Workflows.Registry.Scan;

/// <summary>Writes <c>pairs.csv</c> and <c>groups.csv</c>, replacing those of an earlier scan.</summary>
internal sealed class ScanReport : IAsyncDisposable
{
    private const int PairsPerPortion = 1_024;

    private readonly StreamWriter pairs;
    private readonly StreamWriter groups;

    public ScanReport(string pairsFile, string groupsFile)
    {
        pairs = CsvText.Create(pairsFile);
        try
        {
            groups = CsvText.Create(groupsFile);
        }
        catch
        {
            pairs.Dispose();
            throw;
        }
    }

    public async Task WriteAsync(ScanResult result, CancellationToken ct)
    {
        await LineAsync(pairs, ct, "lpse_a", "user_id_a", "lpse_b", "user_id_b", "decision", "rule", "rules_version", "evidence");
        var weak = result.Components.SelectMany(component => component.WeakLinks).ToHashSet<PairFinding>(ReferenceEqualityComparer.Instance);
        // Evidence is read from the registered texts again: most of the work of writing, so both processors do it. By portions, because a line is long and all of them would be held.
        foreach (var portion in result.Pairs.Chunk(PairsPerPortion))
            foreach (var line in portion.AsParallel().AsOrdered().WithCancellation(ct).Select(pair => Line(pair, weak.Contains(pair))))
                await pairs.WriteLineAsync(line.AsMemory(), ct);
        await LineAsync(groups, ct, "group_id", "lpse_code", "user_id", "is_default", "reason");
        foreach (var component in result.Components)
            if (component is { IsGroup: true, Default: { } choice })
                await GroupAsync(component, choice, ct);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await pairs.DisposeAsync();
        await groups.DisposeAsync();
    }

    /// <summary>The name of a group in the file: the same in every scan as long as its Default is.</summary>
    internal static string GroupId(SiteCode site, UserId userId) => $"G-{site}-{userId}";

    private async Task GroupAsync(AccountComponent group, DefaultChoice choice, CancellationToken ct)
    {
        var id = GroupId(choice.Account.Site, choice.Account.UserId);
        foreach (var member in group.Members)
        {
            var isDefault = member.Site == choice.Account.Site && member.UserId.Key == choice.Account.UserId.Key;
            await LineAsync(groups, ct, id, member.Site.Value, member.UserId.Value, isDefault ? "true" : "false", choice.Sentence.English);
        }
    }

    private static string Line(PairFinding pair, bool isWeakLink) => Line(
        pair.A.Site.Value, pair.A.UserId.Value, pair.B.Site.Value, pair.B.UserId.Value, pair.Decision.WireName(), pair.Rule, pair.RulesVersion, pair.EvidenceLine(isWeakLink));

    private static string Line(params IEnumerable<string> fields) => string.Join(',', fields.Select(CsvText.Cell));

    private static Task LineAsync(StreamWriter writer, CancellationToken ct, params IEnumerable<string> fields) => writer.WriteLineAsync(Line(fields).AsMemory(), ct);
}
