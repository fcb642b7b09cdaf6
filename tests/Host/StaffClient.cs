using System.Net.Http.Json;

namespace BackOffice.Host.Tests;

/// <summary>A member of staff, calling with the token of the sign-in.</summary>
public sealed class StaffClient(RunningHost host, string name, string password) : Caller(host)
{
    /// <summary>The name to sign in with.</summary>
    public string Name => name;

    /// <summary>The password that holds now.</summary>
    public string Password { get; private set; } = password;

    /// <summary>Tries to sign in with this password.</summary>
    public async Task<Reply> TryToSignInAsync(string typed) => await Reply.ReadAsync(
        await Host.Http.PostAsJsonAsync("/api/v1/staff/sign-in", new { name, password = typed }, Cancel), Cancel);

    /// <summary>Replaces the password and goes on with the new one.</summary>
    public async Task<Reply> ReplacePasswordAsync(string newPassword)
    {
        var reply = (await CallAsync(HttpMethod.Post, "staff/password", new { password = Password, newPassword })).Done();
        Password = newPassword;
        Keep(reply["accessToken"], reply.Json.GetProperty("expiresIn").GetInt32());
        return reply;
    }

    /// <inheritdoc />
    protected override async Task<(string Token, int Seconds)> SignInAsync()
    {
        var reply = (await TryToSignInAsync(Password)).Done();
        return (reply["accessToken"], reply.Json.GetProperty("expiresIn").GetInt32());
    }
}
