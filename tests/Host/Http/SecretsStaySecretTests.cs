using BackOffice.Host.Tests.Staff;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;

namespace BackOffice.Host.Tests.Http;

public sealed class SecretsStaySecretTests
{
    [Fact]
    public async Task No_password_secret_or_token_is_in_the_logs_or_in_the_data_folder()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite,
            ("Logging:LogLevel:Default", "Trace"), ("Logging:LogLevel:Microsoft.AspNetCore", "Trace"), ("Logging:LogLevel:OpenIddict", "Information"));
        var site = await host.AddSiteAsync("277");
        var staff = await host.AddStaffAsync("sari", StaffRoles.Administrator);
        await site.OwnAsync(HttpMethod.Post, "login", new { userId = "maju", password = "kata-sandi-yang-diketik" });
        await staff.TryToSignInAsync("kata-sandi-yang-salah");
        await staff.CallAsync(HttpMethod.Post, "staff/password", new { password = "kata-sandi-yang-salah", newPassword = "kata-sandi-yang-baru" });
        await staff.CallAsync(HttpMethod.Post, "staff/password", """{"password":"kata-sandi-yang-rusak""");
        var (totpSecret, recoveryCodes, usedCode) = await SetUpCodeAsync(host, staff);
        string[] secrets =
        [
            totpSecret, .. recoveryCodes, .. recoveryCodes.Select(code => code.Replace("-", "", StringComparison.Ordinal)), $"\"{usedCode}\"",
            site.Credentials.Secret, await site.TokenAsync(), staff.Password, await staff.TokenAsync(),
            "kata-sandi-yang-diketik", "kata-sandi-yang-salah", "kata-sandi-yang-baru", "kata-sandi-yang-rusak",
        ];

        Assert.NotEmpty(host.Logs);
        foreach (var secret in secrets)
        {
            Assert.DoesNotContain(secret, host.Logs, StringComparison.Ordinal);
            foreach (var file in Directory.EnumerateFiles(host.DataFolder, "*", SearchOption.AllDirectories))
                Assert.False((await ReadAsync(file)).AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(secret)) >= 0, $"{Path.GetFileName(file)} holds a secret");
        }
    }

    private static async Task<(string Secret, IReadOnlyList<string> RecoveryCodes, string UsedCode)> SetUpCodeAsync(RunningHost host, StaffClient staff)
    {
        var token = await staff.TokenAsync();
        var secret = (await host.CallWithAsync(token, HttpMethod.Post, "staff/totp")).Done()["secret"];
        var code = new Device(host, secret).Code();
        var confirmed = (await host.CallWithAsync(token, HttpMethod.Post, "staff/totp/confirm", new { code })).Done();
        IReadOnlyList<string> recoveryCodes = [.. confirmed.Json.GetProperty("recoveryCodes").EnumerateArray().Select(one => one.GetString()!)];
        (await host.SignInAsync(staff.Name, staff.Password, recoveryCodes[0])).Done();
        await host.SignInAsync(staff.Name, staff.Password, "AAAAA-AAAAA");
        return (secret, recoveryCodes, code);
    }

    // The database is open: it is read beside its owner.
    private static async Task<byte[]> ReadAsync(string file)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy, TestContext.Current.CancellationToken);
        return copy.ToArray();
    }
}
