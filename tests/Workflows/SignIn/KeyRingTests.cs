using BackOffice.Fixtures;
using BackOffice.Workflows.SignIn;
using BackOffice.Workflows.Tests.Registry;

namespace BackOffice.Workflows.Tests.SignIn;

public sealed class KeyRingTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Key_is_made_once_readable_by_its_owner_alone_and_found_again()
    {
        using var folder = new TemporaryFolder();
        string first;
        await using (var home = await RegistryHome.NewAsync(keptFolder: folder.Path))
        {
            Assert.Null(await home.Get<KeyRing>().OpenAsync(Ct));
            first = home.Get<KeyRing>().Key.Id;
        }
        await using var again = await RegistryHome.NewAsync(keptFolder: folder.Path);

        Assert.Null(await again.Get<KeyRing>().OpenAsync(Ct));
        Assert.Equal(first, again.Get<KeyRing>().Key.Id);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyFile(folder)));
    }

    [Theory]
    [InlineData("deleted", "key-lost")]
    [InlineData("ring replaced", "key-unreadable")]
    [InlineData("of another database", "key-wrong")]
    public async Task Lost_or_wrong_key_refuses_the_start_with_a_sentence(string mishap, string code)
    {
        using var folder = new TemporaryFolder();
        await using (var home = await RegistryHome.NewAsync(keptFolder: folder.Path))
            Assert.Null(await home.Get<KeyRing>().OpenAsync(Ct));
        if (mishap is "deleted")
            File.Delete(KeyFile(folder));
        if (mishap is "ring replaced")
            foreach (var ring in Directory.GetFiles(folder.File("keys"), "key-*.xml"))
                File.Delete(ring);
        if (mishap is "of another database")
            foreach (var database in Directory.GetFiles(folder.Path, "backoffice.db*"))
                File.Move(database, $"{database}.old");
        if (mishap is "of another database")
        {
            using var other = new TemporaryFolder();
            await using (var home = await RegistryHome.NewAsync(keptFolder: other.Path))
                Assert.Null(await home.Get<KeyRing>().OpenAsync(Ct));
            foreach (var database in Directory.GetFiles(other.Path, "backoffice.db*"))
                File.Move(database, folder.File(Path.GetFileName(database)));
        }
        await using var later = await RegistryHome.NewAsync(keptFolder: folder.Path);

        var refusal = await later.Get<KeyRing>().OpenAsync(Ct);

        Assert.Equal(code, refusal?.Code);
        Assert.EndsWith(".", refusal?.Sentence.English, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => later.Get<KeyRing>().Key);
    }

    private static string KeyFile(TemporaryFolder folder) => Path.Combine(folder.File("keys"), "passwords.key");
}
