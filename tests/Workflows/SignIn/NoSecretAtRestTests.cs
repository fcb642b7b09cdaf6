using System.Text;
using BackOffice.Fixtures;
using BackOffice.Workflows.SignIn;
using BackOffice.Workflows.Tests.Registry;
using Microsoft.EntityFrameworkCore;
using static BackOffice.Workflows.Tests.Registry.RegistryFiles;

namespace BackOffice.Workflows.Tests.SignIn;

public sealed class NoSecretAtRestTests
{
    [Fact]
    public async Task Neither_password_nor_the_sites_hash_is_in_any_file_of_the_data_folder()
    {
        const string password = "Kenari-Terbang-917";
        var ct = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        await using var home = await RegistryHome.NewAsync(keptFolder: folder.Path);
        using var files = new RegistryFiles();
        var md5 = PasswordVaultTests.LegacyText("md5", password)[4..];
        await home.ImportAsync(files.Write(Account(hash: $"md5:{md5}"), Account(site: "999", hash: $"md5:{md5}"), Account(userId: "x", hash: password)));
        var stored = Assert.Single(await home.AccountsAsync()).Provider.SealedPassword;
        var upgraded = Assert.IsType<PasswordCheck.Right>(await PasswordVaultTests.CheckAsync(home.Vault, 1, stored, password)).Upgraded!;
        await home.ChangeAsync(db => db.Providers.ExecuteUpdateAsync(set => set.SetProperty(p => p.SealedPassword, upgraded), ct));

        byte[][] secrets =
        [
            Encoding.UTF8.GetBytes(password), Encoding.Unicode.GetBytes(password), Encoding.UTF8.GetBytes(md5), Encoding.UTF8.GetBytes(md5.ToUpperInvariant()),
            Convert.FromHexString(md5), Encoding.UTF8.GetBytes(Convert.ToBase64String(Convert.FromHexString(md5)).TrimEnd('=')),
        ];
        var looked = Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories);
        Assert.Contains(looked, file => file.EndsWith("backoffice.db-wal", StringComparison.Ordinal));
        Assert.Contains(looked, file => file.EndsWith("rejected.csv", StringComparison.Ordinal));
        foreach (var file in looked)
        {
            await using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var bytes = new MemoryStream();
            await open.CopyToAsync(bytes, ct);
            Assert.All(secrets, secret => Assert.True(bytes.ToArray().AsSpan().IndexOf(secret) < 0, $"A secret is in {Path.GetFileName(file)}."));
        }
    }
}
