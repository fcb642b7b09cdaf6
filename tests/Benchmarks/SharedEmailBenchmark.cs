using System.Diagnostics;
using System.Globalization;
using BackOffice.Rules.Identity;
using BackOffice.Rules.Matching;

namespace BackOffice.Benchmarks;

/// <summary>One consultant's e-mail in thousands of accounts: twice as many must not be four times the work.</summary>
internal sealed class SharedEmailBenchmark : IBenchmark
{
    /// <inheritdoc />
    public string Verb => "email";

    /// <inheritdoc />
    public string Arguments => "[5000]";

    /// <inheritdoc />
    public string Help => "so many accounts that share one e-mail, against half as many";

    /// <inheritdoc />
    public async Task RunAsync(string[] args, ResultTable table)
    {
        var count = RegistryFiles.Count(args, 5_000);
        var judge = new PairJudge(await ShippedRules.LoadAsync());
        await ScanAsync(judge, count);
        var (whole, half) = (await ScanAsync(judge, count), await ScanAsync(judge, count / 2));
        table.Numbers($"pairs compared among {count:N0} accounts of one e-mail beside {count / 2:N0}", whole.Candidates, half.Candidates, "", most: 2.5);
        table.Note("  their scan", whole.Time, half.Time);
    }

    private static async Task<(int Candidates, TimeSpan Time)> ScanAsync(PairJudge judge, int count)
    {
        var watch = Stopwatch.StartNew();
        var scan = new DuplicateScan(judge, _ => true);
        for (var i = 0; i < count; i++)
            scan.Add(PreparedAccount.From(new(
                SiteCode.Parse((i % 700).ToString(CultureInfo.InvariantCulture)), UserId.Parse($"penyedia{i}"), $"PT Nama Nomor {i}", "", "", $"Jl. Melati No. {i}", "Kota Jambi", "Jambi", "", "",
                "konsultan@jasa.example", 0, new DateOnly(2011, 5, 4), true)));
        var result = await scan.RunAsync();
        return (result.Candidates, watch.Elapsed);
    }
}
