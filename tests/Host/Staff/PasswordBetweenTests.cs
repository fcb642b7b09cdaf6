using System.Net;
using BackOffice.Host.Tests.Desk;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;
using BackOffice.Workflows.Staff.Sessions;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Host.Tests.Staff;

/// <summary>Whoever replaces the own password is overtaken between the check of the old one and the storing of the new one, while hashes are made.</summary>
public sealed class PasswordBetweenTests
{
    private const string New = "sandi pilihan si pencuri";

    private static readonly StaffActor Administrator = new("bos", new HashSet<string> { StaffRoles.Administrator });

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Password_that_an_administrator_reset_meanwhile_is_not_replaced(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var (sari, session) = await SignedInAsync(host);
        var given = "";

        var answer = await ReplaceAsync(host, sari, session, async () =>
            given = Assert.IsType<ResetStaffPassword.Answer.Reset>(await host.Use<ResetStaffPassword>().HandleAsync(new(Administrator, "sari"), Cancel)).OneTimePassword);

        Assert.Equal("sign-in-wrong", Assert.IsType<ReplaceStaffPassword.Answer.Refused>(answer).Why.Code);
        (await sari.TryToSignInAsync(New)).RefusedAs(HttpStatusCode.Unauthorized, "sign-in-wrong");
        (await sari.TryToSignInAsync(given)).Done();
        Assert.True(await host.Database.ReadAsync((db, ct) => db.Users.Where(user => user.Id == session.Member).Select(user => user.MustChangePassword).SingleAsync(ct), Cancel));
    }

    [Fact]
    public async Task Nothing_is_replaced_once_the_person_is_locked_or_the_session_has_ended()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var (sari, session) = await SignedInAsync(host);

        var afterEnd = await ReplaceAsync(host, sari, session, () => host.Use<StaffSessions>().EndAsync(session, Cancel));
        var (_, another) = await SignedInAsync(host, sari);
        var afterLock = await ReplaceAsync(host, sari, another, () => host.Use<LockStaff>().HandleAsync(new(Administrator, "sari", "Laptop hilang tadi malam."), Cancel));

        Assert.All([afterEnd, afterLock], answer => Assert.Equal("sign-in-wrong", Assert.IsType<ReplaceStaffPassword.Answer.Refused>(answer).Why.Code));
        Assert.Null(await host.Use<LockStaff>().HandleAsync(new(Administrator, "sari", "Laptop ditemukan lagi.", Release: true), Cancel));
        (await sari.TryToSignInAsync(sari.Password)).Done();
    }

    private static Task<ReplaceStaffPassword.Answer> ReplaceAsync(RunningHost host, StaffClient who, StaffSession session, Func<Task> between) =>
        new ReplaceStaffPassword(host.Database, host.Use<StaffPasswordGate>(), new Overtaken(host.Use<IPasswordHasher<StaffMember>>(), between)).HandleAsync(new(session, who.Password, New), Cancel);

    private static async Task<(StaffClient Sari, StaffSession Session)> SignedInAsync(RunningHost host, StaffClient? known = null)
    {
        var sari = known ?? await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        var answer = await host.Use<SignInStaff>().HandleAsync(new("sari", sari.Password, new SignInOrigin(StaffSessionKind.Console)), Cancel);
        return (sari, Assert.IsType<SignInStaff.Answer.SignedIn>(answer).Session);
    }

    // While the new password is hashed, somebody else acts.
    private sealed class Overtaken(IPasswordHasher<StaffMember> hasher, Func<Task> act) : IPasswordHasher<StaffMember>
    {
        public string HashPassword(StaffMember user, string password)
        {
            Task.Run(act, Cancel).GetAwaiter().GetResult();
            return hasher.HashPassword(user, password);
        }

        public PasswordVerificationResult VerifyHashedPassword(StaffMember user, string hashedPassword, string providedPassword) => hasher.VerifyHashedPassword(user, hashedPassword, providedPassword);
    }
}
