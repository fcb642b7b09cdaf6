using System.Buffers.Binary;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using BackOffice.Workflows.Staff;
using BackOffice.Workflows.Staff.Sessions;
using Microsoft.Extensions.DependencyInjection;
using OtpNet;

namespace BackOffice.Host.Tests.Staff;

/// <summary>What people do at the staff door that <see cref="StaffClient"/> does not do by itself.</summary>
public static class Door
{
    /// <summary>Where most people of a test are.</summary>
    public const string Office = "198.51.100.20";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The setting with which <see cref="SignInAsync"/> comes from an address of its own: by a proxy on this machine.</summary>
    public static (string Name, string Value) BehindProxy => ("Http:TrustedProxies:0", "127.0.0.1");

    /// <summary>Signs in with what was typed, from an address if one is given.</summary>
    public static async Task<Reply> SignInAsync(this RunningHost host, string name, string password, string? code = null, string? address = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/staff/sign-in") { Content = JsonContent.Create(new { name, password, code }) };
        if (address is not null)
        {
            request.Headers.Add("X-Forwarded-For", address);
            request.Headers.Add("X-Forwarded-Proto", "https");
        }
        return await Reply.ReadAsync(await host.Http.SendAsync(request, Cancel), Cancel);
    }

    /// <summary>Calls with this very token, which is not fetched anew.</summary>
    public static async Task<Reply> CallWithAsync(this RunningHost host, string token, HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, $"/api/v1/{path}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (body is not null)
            request.Content = JsonContent.Create(body);
        return await Reply.ReadAsync(await host.Http.SendAsync(request, Cancel), Cancel);
    }

    /// <summary>A new token for the refresh token.</summary>
    public static async Task<Reply> RefreshAsync(this RunningHost host, string refreshToken) =>
        await Reply.ReadAsync(await host.Http.PostAsJsonAsync("/api/v1/staff/refresh", new { refreshToken }, Cancel), Cancel);

    /// <summary>Signs in as the console does.</summary>
    public static Task<SignInStaff.Answer> SignInAtConsoleAsync(this RunningHost host, StaffClient staff) =>
        host.Services.GetRequiredService<SignInStaff>().HandleAsync(new(staff.Name, staff.Password, new(StaffSessionKind.Console)), Cancel);

    /// <summary>The session of a sign-in that succeeded.</summary>
    public static StaffSession Session(this SignInStaff.Answer answer) => Assert.IsType<SignInStaff.Answer.SignedIn>(answer).Session;

    /// <summary>Sets a code up and returns the device that makes it; the token is one that began before.</summary>
    public static async Task<(Device Device, IReadOnlyList<string> RecoveryCodes)> SetUpCodeAsync(this RunningHost host, string token)
    {
        var device = new Device(host, (await host.CallWithAsync(token, HttpMethod.Post, "staff/totp")).Done()["secret"]);
        var confirmed = (await host.CallWithAsync(token, HttpMethod.Post, "staff/totp/confirm", new { code = device.Code() })).Done();
        return (device, [.. confirmed.Json.GetProperty("recoveryCodes").EnumerateArray().Select(code => code.GetString()!)]);
    }
}

/// <summary>A telephone that makes codes: RFC 6238 written once more, so that the library is not checked by itself.</summary>
public sealed class Device(RunningHost host, string secret)
{
    /// <summary>The code of this moment, or of so many steps of 30 seconds later.</summary>
    public string Code(int steps = 0)
    {
        var counter = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, host.Clock.GetUtcNow().ToUnixTimeSeconds() / 30 + steps);
#pragma warning disable CA5350 // What every authenticator program does.
        var hash = HMACSHA1.HashData(Base32Encoding.ToBytes(secret), counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(hash[^1] & 15)) & 0x7FFFFFFF;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>A code that is none of those that could open now.</summary>
    public string WrongCode() => Enumerable.Range(0, 10).Select(number => number.ToString("D6", CultureInfo.InvariantCulture)).Except(Enumerable.Range(-2, 5).Select(Code)).First();
}
