using System.Net;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Host.Tests.Http;

public sealed class IdempotencyKeyTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Same_call_under_one_key_is_done_once_and_answered_alike(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var admin = await host.AddStaffAsync("boss", StaffRoles.Administrator);
        await host.AddStaffAsync("sari", StaffRoles.Helpdesk);

        var first = await ChangeRolesAsync(admin, "sari", StaffRoles.Auditor, "key-1");
        var second = await ChangeRolesAsync(admin, "sari", StaffRoles.Auditor, "key-1");

        Assert.Equal((first.Done().Status, first.Text), (second.Status, second.Text));
        Assert.Equal(1, await ChangesMadeAsync(host));
    }

    [Theory, OnBothDatabases]
    public async Task Answer_is_kept_for_a_week_and_then_deleted(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var admin = await host.AddStaffAsync("boss", StaffRoles.Administrator);
        (await ChangeRolesAsync(admin, "sari", StaffRoles.Auditor, "key-1")).RefusedAs(HttpStatusCode.NotFound, "staff-unknown");

        host.Clock.Advance(TimeSpan.FromDays(6));
        (await ChangeRolesAsync(admin, "budi", StaffRoles.Auditor, "key-2")).RefusedAs(HttpStatusCode.NotFound, "staff-unknown");
        host.Clock.Advance(TimeSpan.FromDays(1) + TimeSpan.FromHours(1));

        await Fixtures.Eventually.TrueAsync(async () => await host.Database.ReadAsync((db, ct) => db.Idempotency.Select(record => record.Key).ToListAsync(ct), Cancel) is ["key-2"],
            otherwise: () => host.Logs, cancel: Cancel);
    }

    [Fact]
    public async Task Refusal_is_repeated_as_it_was()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var admin = await host.AddStaffAsync("boss", StaffRoles.Administrator);

        var first = await ChangeRolesAsync(admin, "sari", StaffRoles.Auditor, "key-1");
        await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        var second = await ChangeRolesAsync(admin, "sari", StaffRoles.Auditor, "key-1");

        first.RefusedAs(HttpStatusCode.NotFound, "staff-unknown");
        Assert.Equal((first.Text, first.Headers["Content-Type"]), (second.Text, second.Headers["Content-Type"]));
    }

    [Fact]
    public async Task Key_goes_on_where_the_person_signs_in_anew()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var admin = await host.AddStaffAsync("boss", StaffRoles.Administrator);
        await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        (await ChangeRolesAsync(admin, "sari", StaffRoles.Auditor, "key-1")).Done();

        (await ChangeRolesAsync(new(host, "boss", admin.Password), "sari", StaffRoles.Auditor, "key-1")).Done();

        Assert.Equal(1, await ChangesMadeAsync(host));
    }

    [Fact]
    public async Task Same_key_for_another_call_is_refused()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var admin = await host.AddStaffAsync("boss", StaffRoles.Administrator);
        await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        (await ChangeRolesAsync(admin, "sari", StaffRoles.Auditor, "key-1")).Done();

        (await ChangeRolesAsync(admin, "sari", StaffRoles.Verifikator, "key-1")).RefusedAs(HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
        (await ChangeRolesAsync(admin, "sari", StaffRoles.Verifikator, "key-2")).Done();
    }

    [Fact]
    public async Task Two_callers_may_choose_the_same_key()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var admin = await host.AddStaffAsync("boss", StaffRoles.Administrator);
        var other = await host.AddStaffAsync("other", StaffRoles.Administrator);
        await host.AddStaffAsync("sari", StaffRoles.Helpdesk);

        (await ChangeRolesAsync(admin, "sari", StaffRoles.Auditor, "key-1")).Done();
        (await ChangeRolesAsync(other, "sari", StaffRoles.Verifikator, "key-1")).Done();
    }

    [Theory, OnBothDatabases]
    public async Task Of_many_at_once_one_works(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database);
        var admin = await host.AddStaffAsync("boss", StaffRoles.Administrator);
        await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        await admin.TokenAsync();

        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ChangeRolesAsync(admin, "sari", StaffRoles.Auditor, "key-1")));

        Assert.Contains(replies, reply => reply.Status == HttpStatusCode.NoContent);
        Assert.All(replies, reply => Assert.True(reply.Status == HttpStatusCode.NoContent || reply.Refusal == "idempotency-key-busy", reply.Text));
        Assert.Equal(1, await ChangesMadeAsync(host));
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    public async Task Malformed_key_is_refused(string key)
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var admin = await host.AddStaffAsync("boss", StaffRoles.Administrator);

        (await ChangeRolesAsync(admin, "sari", StaffRoles.Auditor, key)).RefusedAs(HttpStatusCode.BadRequest, "idempotency-key-malformed");
    }

    [Fact]
    public async Task Call_that_carries_a_password_is_never_remembered()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);

        await sari.CallAsync(HttpMethod.Post, "staff/password", new { password = sari.Password, newPassword = "kopi pagi di tepi sungai" }, ("Idempotency-Key", "key-1"));

        Assert.Equal(0, await host.Database.ReadAsync((db, ct) => db.Idempotency.CountAsync(ct), Cancel));
    }

    private static Task<Reply> ChangeRolesAsync(StaffClient admin, string name, string role, string key) =>
        admin.CallAsync(HttpMethod.Put, $"staff/{name}/roles", new { roles = (string[])[role] }, ("Idempotency-Key", key));

    private static Task<int> ChangesMadeAsync(RunningHost host) =>
        host.Database.ReadAsync((db, ct) => db.Audit.CountAsync(entry => entry.Act == "staff-roles-changed", ct), Cancel);
}
