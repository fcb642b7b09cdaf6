using System.Security.Cryptography;
using System.Text;
using BackOffice.Workflows.SignIn;
using BackOffice.Workflows.Tests.Registry;

namespace BackOffice.Workflows.Tests.SignIn;

public sealed class PasswordVaultTests
{
    private const string Password = "Sandi-D00017-70";
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> Forms => ["md5", "sha1", "md5 wrapped", "sha1 wrapped", "kdf", "set here"];

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Each_form_takes_its_password_and_no_other(string form)
    {
        await using var home = await OpenAsync();
        var stored = await SealedAsync(home.Vault, form);

        Assert.IsType<PasswordCheck.Right>(await CheckAsync(home.Vault, 7, stored, Password));
        Assert.IsType<PasswordCheck.Wrong>(await CheckAsync(home.Vault, 7, stored, "sandi-d00017-70"));
        Assert.IsType<PasswordCheck.Wrong>(await CheckAsync(home.Vault, 7, stored, ""));
    }

    [Theory]
    [InlineData("md5")]
    [InlineData("sha1 wrapped")]
    public async Task Imported_form_becomes_the_final_one_when_the_password_is_typed(string form)
    {
        await using var home = await OpenAsync();
        var stored = await SealedAsync(home.Vault, form);

        var right = Assert.IsType<PasswordCheck.Right>(await CheckAsync(home.Vault, 7, stored, Password));

        Assert.StartsWith("kdf:$argon2id$", right.Upgraded, StringComparison.Ordinal);
        Assert.Equal(new PasswordCheck.Right(null), await CheckAsync(home.Vault, 7, right.Upgraded!, Password));
    }

    [Fact]
    public async Task Equal_passwords_of_two_providers_look_different_and_serve_only_their_own()
    {
        await using var home = await OpenAsync();
        var hash = Legacy("md5");

        var mine = home.Vault.Seal(7, hash);

        Assert.Equal(mine, home.Vault.Seal(7, hash));
        Assert.NotEqual(mine, home.Vault.Seal(8, hash));
        Assert.IsType<PasswordCheck.Wrong>(await CheckAsync(home.Vault, 8, mine, Password));
    }

    [Fact]
    public async Task Unknown_user_is_always_wrong()
    {
        await using var home = await OpenAsync();
        using var typed = new TypedPassword(Password);

        Assert.IsType<PasswordCheck.Wrong>(await home.Vault.VerifyNobodyAsync(typed, Ct));
    }

    [Fact]
    public async Task Full_queue_is_told_and_checks_nothing()
    {
        await using var home = await OpenAsync(("SignIn:HashThreads", "1"), ("SignIn:HashQueue", "2"));
        using var typed = new TypedPassword(Password);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => home.Vault.VerifyNobodyAsync(typed, Ct)));

        Assert.Equal(3, answers.OfType<PasswordCheck.Wrong>().Count());
        Assert.All(answers.OfType<PasswordCheck.Busy>(), busy => Assert.Equal("busy", busy.Refusal.Code));
    }

    [Theory]
    [InlineData("")]
    [InlineData("md5:zz")]
    [InlineData("md5:be26eb62c603f26ecb7edab235b2af")]
    [InlineData("bcrypt:$2y$10$abcdefghijklmnopqrstuv")]
    [InlineData("be26eb62c603f26ecb7edab235b2afbd")]
    [InlineData("kdf:$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHRzYWx0c2FsdA$AAAA")]
    [InlineData("kdf:hk1:00000000:md5:AAAA")]
    public void Hash_of_unknown_form_is_refused(string text) => Assert.False(LegacyHash.TryParse(text, out _));

    [Fact]
    public void Typed_password_shows_itself_nowhere()
    {
        using var typed = new TypedPassword(Password);

        Assert.Equal("***", $"{typed}");
        Assert.Equal("***", $"{Legacy("md5")}");
    }

    internal static LegacyHash Legacy(string algorithm, string password = Password) =>
        LegacyHash.TryParse(LegacyText(algorithm, password), out var hash) ? hash : throw new ArgumentException("Not a hash.", nameof(algorithm));

    internal static string LegacyText(string algorithm, string password = Password)
    {
#pragma warning disable CA5350, CA5351 // What sites stored.
        var utf8 = Encoding.UTF8.GetBytes(password);
        return algorithm switch
        {
            "md5" => $"md5:{Convert.ToHexStringLower(MD5.HashData(utf8))}",
            "sha1" => $"sha1:{Convert.ToHexStringLower(SHA1.HashData(utf8))}",
            _ => $"kdf:{Argon2Hash.Of(utf8)}",
        };
#pragma warning restore CA5350, CA5351
    }

    internal static async Task<PasswordCheck> CheckAsync(PasswordVault vault, long provider, string stored, string password)
    {
        using var typed = new TypedPassword(password);
        return await vault.VerifyAsync(provider, stored, typed, Ct);
    }

    private static async Task<string> SealedAsync(PasswordVault vault, string form)
    {
        if (form is "set here")
        {
            using var typed = new TypedPassword(Password);
            return Assert.IsType<PasswordSealing.Sealed>(await vault.SealAsync(typed, Ct)).Text;
        }
        var quick = vault.Seal(7, Legacy(form.Split(' ')[0]));
        return form.EndsWith("wrapped", StringComparison.Ordinal) ? PasswordVault.Wrap(quick) : quick;
    }

    private static async Task<RegistryHome> OpenAsync(params (string, string)[] settings)
    {
        var home = await RegistryHome.NewAsync(settings: settings);
        Assert.Null(await home.Get<KeyRing>().OpenAsync(Ct));
        return home;
    }
}
