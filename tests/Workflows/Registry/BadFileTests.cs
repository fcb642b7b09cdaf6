using System.Text;
using BackOffice.Workflows.Registry;
using BackOffice.Workflows.Tests.SignIn;
using static BackOffice.Workflows.Tests.Registry.RegistryFiles;

namespace BackOffice.Workflows.Tests.Registry;

public sealed class BadFileTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string> BadRows => new()
    {
        { "unknown site", Account(site: "999"), "Site 999 is not in the list of sites." },
        { "no site", Account(site: "LPSE"), "\"LPSE\" is not a site code; a code has one to nine digits." },
        { "an ID twice in one site", Account(userId: " ADA "), "The user ID stands in an earlier line for site 70 (case and surrounding blanks do not count); the first line holds." },
        { "user ID with a slash", Account(userId: "a/b"), "The user ID is empty, longer than 100 characters, or holds characters that are not allowed (control characters, / \\ %)." },
        { "hash of unknown form", Account(hash: "bcrypt:$2y$10$abcdefghijklmnopqrstuv"), "The password hash has an unknown form; known are md5:, sha1: and kdf:." },
        { "unbalanced quotes", Account(name: "\"PT Maju Jaya"), "A quotation mark is opened and never closed." },
        { "stray quote", Account(name: "PT \"Maju\" Jaya"), "There is a quotation mark inside a field; marks must enclose the whole field and are doubled within it." },
        { "too few fields", "70,majujaya", "The line has 2 fields where the header has 15." },
        { "no number", Account(packages: "-1"), "\"-1\" is not a package count; give a whole number from 0." },
        { "no date", Account(registered: "24/03/2012"), "\"24/03/2012\" in registered_on is not a date; write it like 2014-03-24." },
        { "no yes or no", Account(verified: "ya"), "\"ya\" in verified must be true or false." },
        { "control character", Account(name: "PT \0Maju"), "The field company_name holds a control character." },
        { "long field", Account(name: new string('x', 1_001)), "The field company_name is longer than 1000 characters." },
        { "a million characters", Account(name: new string('x', 1_000_000)), "The line is longer than 65,536 bytes." },
    };

    [Theory]
    [MemberData(nameof(BadRows))]
    public async Task Bad_row_is_rejected_with_line_and_reason_and_nothing_else_is_lost(string what, string row, string reason)
    {
        Assert.NotEmpty(what);
        await using var home = await RegistryHome.NewAsync();
        using var files = new RegistryFiles();

        var counts = await home.ImportAsync(files.Write(Account(userId: "ada"), row, Account(userId: "lain")));

        Assert.Equal((2, 1), (counts.AccountsAdded, counts.Rejected));
        Assert.Equal(["ada", "lain"], (await home.AccountsAsync()).Select(account => account.UserId.Value));
        var line = Assert.Single((await File.ReadAllLinesAsync(Path.Combine(home.Data, "rejected.csv"), Ct)).Skip(1));
        Assert.StartsWith("accounts,3,", line, StringComparison.Ordinal);
        Assert.Contains(reason, line.Replace("\"\"", "\"", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Row_in_another_encoding_is_rejected_by_its_line()
    {
        await using var home = await RegistryHome.NewAsync();
        using var files = new RegistryFiles();
        files.Write();

        var counts = await home.ImportAsync(files.WriteAccounts(
            [.. Encoding.UTF8.GetBytes($"{AccountsHeader}\n{Account()}\n"), .. Encoding.Latin1.GetBytes(Account(userId: "kafe", name: "CV Kaf\u00e9") + "\n")]));

        Assert.Equal((1, 1), (counts.AccountsAdded, counts.Rejected));
        Assert.Contains("accounts,3,The line is not UTF-8 text.", await File.ReadAllTextAsync(Path.Combine(home.Data, "rejected.csv"), Ct), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("=HYPERLINK(0)")]
    [InlineData("@SUM(A1)")]
    [InlineData("+62741")]
    public async Task Rejected_row_is_no_formula_to_a_spreadsheet(string site)
    {
        await using var home = await RegistryHome.NewAsync();
        using var files = new RegistryFiles();

        await home.ImportAsync(files.Write(Account(site: site)));

        var line = Assert.Single((await File.ReadAllLinesAsync(Path.Combine(home.Data, "rejected.csv"), Ct)).Skip(1));
        Assert.Contains($",\"'{site},majujaya,", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rejected_rows_never_show_a_password_hash()
    {
        await using var home = await RegistryHome.NewAsync();
        using var files = new RegistryFiles();
        var md5 = PasswordVaultTests.LegacyText("md5");
        var kdf = PasswordVaultTests.LegacyText("kdf");

        await home.ImportAsync(files.Write(
            Account(site: "999", hash: md5), Account(hash: "Sandi-D00017-70"), Account(hash: md5, name: "\"PT X"),
            $"70,a,{kdf},\"x", $"70,\"a,b\" x,{md5},y", $"70,\"a,b\" x,{kdf},y"));

        var text = await File.ReadAllTextAsync(Path.Combine(home.Data, "rejected.csv"), Ct);
        Assert.Equal(6, text.Count(c => c == '\n') - 1);
        Assert.DoesNotContain(md5[4..], text, StringComparison.Ordinal);
        Assert.DoesNotContain("Sandi-D00017", text, StringComparison.Ordinal);
        Assert.DoesNotContain(kdf[^20..], text, StringComparison.Ordinal);
        Assert.Contains("PT Maju Jaya", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("file-unreadable", "There is no file")]
    [InlineData("file-wrong-header", "Missing: nitku. Unknown: hobby.")]
    [InlineData("file-not-csv", "Line 1: The line is not UTF-8 text.")]
    [InlineData("file-not-csv", "Line 1: There is a quotation mark inside a field")]
    [InlineData("file-wrong-header", "Missing: lpse_code, user_id")]
    public async Task File_that_cannot_be_used_is_refused_and_changes_nothing(string code, string says)
    {
        await using var home = await RegistryHome.NewAsync();
        using var files = new RegistryFiles();
        var request = files.WriteAccounts((code, says) switch
        {
            ("file-wrong-header", "Missing: nitku. Unknown: hobby.") => Encoding.UTF8.GetBytes(AccountsHeader.Replace("nitku", "hobby", StringComparison.Ordinal)),
            ("file-wrong-header", _) => "Daftar penyedia\n"u8.ToArray(),
            (_, "Line 1: There is a quotation mark inside a field") => "{ \"accounts\": [] }"u8.ToArray(),
            _ => Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(AccountsHeader)).ToArray(),
        });
        if (code is "file-unreadable")
            File.Delete(files.Accounts);

        var refused = Assert.IsType<ImportRegistry.Answer.Unusable>(await home.Get<ImportRegistry>().HandleAsync(request, null, Ct));

        Assert.Equal(code, refused.Refusal.Code);
        Assert.Contains(says, refused.Refusal.Sentence.English, StringComparison.Ordinal);
        Assert.Equal(0, await home.ReadAsync(db => Task.FromResult(db.Sites.Count())));
    }

    [Fact]
    public async Task Bad_site_is_rejected_and_its_accounts_with_it()
    {
        await using var home = await RegistryHome.NewAsync();
        using var files = new RegistryFiles();

        var counts = await home.ImportAsync(files.Write(
            [ThreeSites[0], "73,LPSE X,http://x.example,3.5,soon,", "070,LPSE Lain,http://y.example,3.6,v3,", "80,,http://z.example,3.6,v3,", "81,LPSE Y,http://y.example,3.6,v3,2014"],
            [Account(), Account(site: "73")]));

        Assert.Equal((1, 1, 5), (counts.SitesAdded, counts.AccountsAdded, counts.Rejected));
        Assert.Equal(
            ["sites,3", "sites,4", "sites,5", "sites,6", "accounts,3"],
            (await File.ReadAllLinesAsync(Path.Combine(home.Data, "rejected.csv"), Ct)).Skip(1).Select(line => string.Join(',', line.Split(',')[..2])));
    }

    [Fact]
    public async Task Columns_may_stand_in_any_order()
    {
        await using var home = await RegistryHome.NewAsync();
        using var files = new RegistryFiles();
        string Turned(string line) => string.Join(',', line.Split(',').Reverse());
        files.Write();

        var counts = await home.ImportAsync(files.WriteAccounts($"{Turned(AccountsHeader).ToUpperInvariant()}\n{Turned(Account())}\n"));

        Assert.Equal((1, 0), (counts.AccountsAdded, counts.Rejected));
        Assert.Equal("PT Maju Jaya", Assert.Single(await home.AccountsAsync()).Provider.CompanyName);
    }

    [Fact]
    public async Task Import_without_rejects_removes_the_list_of_the_last_one()
    {
        await using var home = await RegistryHome.NewAsync();
        using var files = new RegistryFiles();
        await home.ImportAsync(files.Write(Account(site: "999")));

        await home.ImportAsync(files.Write(Account()));

        Assert.False(File.Exists(Path.Combine(home.Data, "rejected.csv")));
    }
}
