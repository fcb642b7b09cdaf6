using System.Globalization;
using System.Text.RegularExpressions;
using BackOffice.Fixtures;

namespace BackOffice.Host.Tests.CommandLine;

/// <summary>Clauses 2.e and 2.f: <c>scan</c> as a program, from files and of the database.</summary>
public sealed class ScanTests : IDisposable
{
    private const string SitesHeader = "code,name,url,spse_version,stage,aggregated_on";
    private const string AccountsHeader =
        "lpse_code,user_id,password_hash,company_name,npwp,nitku,address,regency,province,postal_code,phone,email,package_count,registered_on,verified";

    private static readonly string[] CountNames = ["sites", "accounts", "duplicates", "groups", "clashes", "doubts", "activeConcerned"];

    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task Labelled_registry_is_scanned_without_one_false_group()
    {
        var labelled = SharedData.Require("dev");
        var scanned = await BackOfficeProcess.RunAsync(folder, "scan",
            "--sites", Path.Combine(labelled, "sites.csv"), "--accounts", Path.Combine(labelled, "accounts.csv"), "--pairs", folder.File("pairs.csv"));
        Assert.Equal((0, ""), (scanned.Succeeded().ExitCode, scanned.Errors.Replace("Accounts: 100 %\n", "", StringComparison.Ordinal)));

        // The score's exit code 1 is a false same_company.
        var score = (await Tool.Python.RunAsync(SharedData.Require("score.py"), folder.File("pairs.csv"), labelled)).Succeeded().Output;

        Assert.InRange(Number(score, "same_company recall"), 90, 100);
        Assert.InRange(Number(score, "recall with review as found"), 98, 100);
        Assert.InRange(Number(score, "ambiguous pairs sent to review"), 90, 100);
        Assert.InRange(Number(score, "needless reviews per 1,000"), 0, 20);
        Assert.Contains("pairs touching a site that is not aggregated: 0\n", score, StringComparison.Ordinal);
        Assert.Contains(" 0 hold strangers", score, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.File("data/backoffice.db")), "A scan of files needs no database.");
        Assert.Empty(Directory.GetFiles(folder.File("data/keys")));
    }

    [Fact]
    public async Task Database_is_scanned_as_its_files_were_and_bad_rows_are_passed_over()
    {
        await WriteAsync(
            "70,maju,md5:0123456789abcdef0123456789abcdef,\"PT \"\"Maju\"\" Jaya, Tbk\",02.900.387.8-611.000,,Jl. Sudirman No. 173,Kota Jambi,Jambi,36144,,a@maju.example,5,2012-03-24,true",
            "73,maju,md5:0123456789abcdef0123456789abcdef,PT Maju Jaya,02.900.387.8-611.000,,Jl. Sudirman No. 173,Kota Jambi,Jambi,36144,,a@maju.example,9,2012-03-24,true",
            "104,maju,md5:0123456789abcdef0123456789abcdef,PT Maju Jaya,02.900.387.8-611.000,,Jl. Sudirman No. 173,Kota Jambi,Jambi,36144,,a@maju.example,99,2012-03-24,true",
            "999,elsewhere,,,,,,,,,,,,,");
        string[] files = ["--sites", folder.File("sites.csv"), "--accounts", folder.File("accounts.csv")];

        var fromFiles = await BackOfficeProcess.RunAsync(folder, ["scan", .. files, "--pairs", folder.File("p1.csv"), "--groups", folder.File("g1.csv")]);
        await BackOfficeProcess.RunAsync(folder, ["import", .. files]);
        var fromDatabase = await BackOfficeProcess.RunAsync(folder, "scan", "--pairs", folder.File("p2.csv"), "--groups", folder.File("g2.csv"));

        Assert.Equal((1, 0), (fromFiles.ExitCode, fromDatabase.ExitCode));
        Assert.Contains("1 rows were passed over", fromFiles.Output, StringComparison.Ordinal);
        Assert.Contains("Site 999 is not in the list", await ReadAsync("data/scan-rejected.csv"), StringComparison.OrdinalIgnoreCase);
        // In a database a version of the rules has a number as well.
        Assert.Equal(await ReadAsync("p1.csv"), (await ReadAsync("p2.csv")).Replace(",1-", ",", StringComparison.Ordinal));
        Assert.Equal(await ReadAsync("g1.csv"), await ReadAsync("g2.csv"));
        Assert.Equal(
            """
            group_id,lpse_code,user_id,is_default,reason
            G-73-maju,70,maju,false,The account at LPSE 73 has the most packages (9).
            G-73-maju,73,maju,true,The account at LPSE 73 has the most packages (9).

            """, await ReadAsync("g1.csv"));
    }

    [Fact]
    public async Task Every_pair_explains_itself_and_the_one_that_holds_a_group_together_alone_says_so()
    {
        const string Rest = "Kota Jambi,Jambi,36144,,,9,2012-03-24,true", Hash = "md5:0123456789abcdef0123456789abcdef,PT Maju Jaya,02.900.387.8-611.000,";
        await WriteAsync(
            $"70,maju,{Hash},\"Jl. Sudirman No. 173, RT 01 RW 02\",{Rest}",
            $"73,maju,{Hash},Jl. Sudirman No. 173,{Rest}",
            $"88,maju,{Hash},\"Jl. Sudirman 173, RT 09 RW 02\",{Rest}");
        await File.AppendAllTextAsync(folder.File("sites.csv"), "88,LPSE Kota Palu,http://lpse.palu.example/eproc,3.6,aggregated,2014-01-22\n", TestContext.Current.CancellationToken);

        (await BackOfficeProcess.RunAsync(folder, "scan", "--sites", folder.File("sites.csv"), "--accounts", folder.File("accounts.csv"), "--pairs", folder.File("pairs.csv"))).Succeeded();

        var pairs = (await ReadAsync("pairs.csv")).Split('\n');
        Assert.Contains("; rt_rw differs [1/2 | 9/2]; ", pairs.Single(pair => pair.StartsWith("70,maju,88,maju,review,", StringComparison.Ordinal)), StringComparison.Ordinal);
        var link = pairs.Single(pair => pair.StartsWith("70,maju,73,maju,same_company,", StringComparison.Ordinal));
        Assert.Contains("; npwp agrees [02.900.387.8-611.000 → 029003878 | 02.900.387.8-611.000 → 029003878]; ", link, StringComparison.Ordinal);
        Assert.EndsWith("; weak link: without this pair its group falls apart\"", link, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Join_is_rehearsed_against_the_registry_and_changes_nothing()
    {
        const string Row = "md5:0123456789abcdef0123456789abcdef,PT Maju Jaya,02.900.387.8-611.000,,Jl. Sudirman No. 173,Kota Jambi,Jambi,36144,,a@maju.example,9,2012-03-24,true";
        await WriteAsync($"70,maju,{Row}");
        await BackOfficeProcess.RunAsync(folder, "import", "--sites", folder.File("sites.csv"), "--accounts", folder.File("accounts.csv"));
        await File.WriteAllLinesAsync(folder.File("joining.csv"), [SitesHeader, "88,LPSE Kota Palu,http://lpse.palu.example/eproc,3.6,v3,"], TestContext.Current.CancellationToken);
        await File.WriteAllLinesAsync(folder.File("newcomers.csv"),
        [
            AccountsHeader, $"88,maju-palu,{Row}",
            "88,maju,md5:0123456789abcdef0123456789abcdef,CV Bumi Perkasa,02.765.432.6-211.000,,Jl. Sisingamangaraja No. 88,Kota Medan,Sumatera Utara,20217,,b@bumi.example,3,2012-03-24,true",
        ], TestContext.Current.CancellationToken);

        var rehearsed = await BackOfficeProcess.RunAsync(folder, "scan", "--sites", folder.File("joining.csv"), "--accounts", folder.File("newcomers.csv"), "--against-registry", "--json");

        var counts = System.Text.Json.JsonDocument.Parse(rehearsed.Succeeded().Output).RootElement.GetProperty("counts");
        Assert.Equal("1 2 1 1 1 0 0", string.Join(' ', CountNames.Select(name => counts.GetProperty(name).ToString())));
        Assert.Contains("G-70-maju,88,maju-palu,false", await ReadAsync("data/groups.csv"), StringComparison.Ordinal);
        var scanned = await BackOfficeProcess.RunAsync(folder, "scan", "--json");
        Assert.Equal("1", System.Text.Json.JsonDocument.Parse(scanned.Output).RootElement.GetProperty("counts").GetProperty("accounts").ToString());
    }

    [Theory]
    [InlineData("Give both --sites and --accounts", "--sites", "sites.csv")]
    [InlineData("There is no file nowhere.csv", "--sites", "nowhere.csv", "--accounts", "nowhere.csv")]
    public async Task Unusable_files_end_the_scan_with_a_sentence(string reason, params string[] arguments)
    {
        var result = await BackOfficeProcess.RunAsync(folder, ["scan", .. arguments]);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains(reason, result.Errors, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private async Task WriteAsync(params string[] accounts)
    {
        await File.WriteAllLinesAsync(folder.File("sites.csv"),
        [
            SitesHeader,
            "70,LPSE Provinsi Jambi,http://lpse.jambi.example/eproc,3.6,aggregated,2012-01-10",
            "73,LPSE Kabupaten Sleman,http://lpse.sleman.example/eproc,3.5,aggregated,2014-01-22",
            "104,LPSE Kabupaten Kudus,http://lpse.kudus.example/eproc,2.0,non_v3,",
        ], TestContext.Current.CancellationToken);
        await File.WriteAllLinesAsync(folder.File("accounts.csv"), [AccountsHeader, .. accounts], TestContext.Current.CancellationToken);
    }

    private Task<string> ReadAsync(string name) => File.ReadAllTextAsync(folder.File(name), TestContext.Current.CancellationToken);

    private static double Number(string score, string measure) =>
        double.Parse(Regex.Match(score, Regex.Escape(measure) + @"\s+([0-9.]+)").Groups[1].Value, CultureInfo.InvariantCulture);
}
