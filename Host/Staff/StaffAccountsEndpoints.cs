using BackOffice.Host.Http;
using BackOffice.Host.SignIn;
using BackOffice.Rules.Identity;
using BackOffice.Workflows.Staff;
using BackOffice.Workflows.Staff.Codes;
using Microsoft.AspNetCore.Http.HttpResults;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace BackOffice.Host.Staff;

/// <summary>Accounts of staff, for administrators.</summary>
internal static class StaffAccountsEndpoints
{
    public static void MapStaffAccounts(this IEndpointRouteBuilder staff)
    {
        var accounts = staff.MapGroup("").RequireAuthorization(StaffTokens.Policy).Refuses(Status401Unauthorized, Status403Forbidden);
        accounts.MapGet("", ListAsync)
            .WithSummary("All members of staff with roles, sites, code, last sign-in and lock. Administrators and auditors only.");
        accounts.MapPost("", AddAsync)
            .Refuses(Status400BadRequest, Status404NotFound, Status409Conflict)
            .WithSummary("Makes a member of staff with a one-time password, which stands in this answer alone. Administrators only.");
        accounts.MapPut("/{name}/roles", ChangeRolesAsync)
            .TakesIdempotencyKey()
            .Refuses(Status400BadRequest, Status404NotFound, Status409Conflict)
            .WithSummary("Gives a member of staff exactly these roles; they hold at once. Administrators only.");
        accounts.MapPut("/{name}/sites", LimitAsync)
            .TakesIdempotencyKey()
            .Refuses(Status400BadRequest, Status404NotFound, Status409Conflict)
            .WithSummary("Limits a member of staff to these sites, or with null to none; it holds at once. Administrators only, and nobody the own account.");
        accounts.MapPost("/{name}/lock", (string name, Why why, StaffCaller caller, LockStaff work, CancellationToken ct) => LockAsync(name, why, release: false, caller, work, ct))
            .TakesIdempotencyKey()
            .Refuses(Status400BadRequest, Status404NotFound, Status409Conflict)
            .WithSummary("Shuts a member of staff out at once. Administrators only; nobody the own account, nor the last administrator's.");
        accounts.MapPost("/{name}/unlock", (string name, Why why, StaffCaller caller, LockStaff work, CancellationToken ct) => LockAsync(name, why, release: true, caller, work, ct))
            .TakesIdempotencyKey()
            .Refuses(Status400BadRequest, Status404NotFound, Status409Conflict)
            .WithSummary("Lets a member of staff in again. Administrators only.");
        accounts.MapPost("/{name}/reset-password", ResetPasswordAsync)
            .Refuses(Status404NotFound, Status409Conflict)
            .WithSummary("Gives a member of staff a one-time password, which stands in this answer alone; all sessions of the person end. Administrators only.");
        accounts.MapPost("/{name}/reset-totp", ResetTotpAsync)
            .TakesIdempotencyKey()
            .Refuses(Status400BadRequest, Status404NotFound, Status409Conflict)
            .WithSummary("Takes the code of somebody away who lost the device; all sessions of the person end. Administrators only.");
    }

    private static async Task<Results<Ok<IReadOnlyList<ListStaff.MemberView>>, Refused>> ListAsync(StaffCaller caller, ListStaff list, CancellationToken ct) =>
        await list.HandleAsync(new(caller.Actor), ct) switch
        {
            ListStaff.Answer.Listed { Members: var members } => TypedResults.Ok(members),
            ListStaff.Answer.Refused { Refusal: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    private static async Task<Results<Created<AddedStaff>, Refused>> AddAsync(NewStaff member, StaffCaller caller, AddStaff add, CancellationToken ct) =>
        await add.HandleAsync(new(caller.Actor, member.Name, member.Roles, member.Sites), ct) switch
        {
            AddStaff.Answer.Added added => TypedResults.Created((string?)null, new AddedStaff(added.Name, added.Roles, added.OneTimePassword)),
            AddStaff.Answer.Refused { Why: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    private static async Task<Results<NoContent, Refused>> ChangeRolesAsync(string name, NewRoles roles, StaffCaller caller, ChangeStaffRoles change, CancellationToken ct) =>
        await change.HandleAsync(new(caller.Actor, name, roles.Roles), ct) is { } refusal ? new Refused(refusal) : TypedResults.NoContent();

    private static async Task<Results<NoContent, Refused>> LimitAsync(string name, NewSites sites, StaffCaller caller, LimitToSites limit, CancellationToken ct) =>
        await limit.HandleAsync(new(caller.Actor, name, sites.Sites), ct) is { } refusal ? new Refused(refusal) : TypedResults.NoContent();

    private static async Task<Results<NoContent, Refused>> LockAsync(string name, Why why, bool release, StaffCaller caller, LockStaff work, CancellationToken ct) =>
        await work.HandleAsync(new(caller.Actor, name, why.Reason, release), ct) is { } refusal ? new Refused(refusal) : TypedResults.NoContent();

    private static async Task<Results<Ok<NewPassword>, Refused>> ResetPasswordAsync(string name, StaffCaller caller, ResetStaffPassword reset, CancellationToken ct) =>
        await reset.HandleAsync(new(caller.Actor, name), ct) switch
        {
            ResetStaffPassword.Answer.Reset done => TypedResults.Ok(new NewPassword(done.Name, done.OneTimePassword)),
            ResetStaffPassword.Answer.Refused { Why: var why } => new Refused(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };

    private static async Task<Results<NoContent, Refused>> ResetTotpAsync(string name, Why why, StaffCaller caller, ResetTotp reset, CancellationToken ct) =>
        await reset.HandleAsync(new(caller.Actor, name, why.Reason), ct) is { } refusal ? new Refused(refusal) : TypedResults.NoContent();

    internal sealed record NewStaff(string Name, IReadOnlyList<string> Roles, IReadOnlyList<SiteCode>? Sites = null);

    internal sealed record NewRoles(IReadOnlyList<string> Roles);

    internal sealed record NewSites(IReadOnlyList<SiteCode>? Sites);

    internal sealed record Why(string Reason);

    internal sealed record AddedStaff(string Name, IReadOnlyCollection<string> Roles, string OneTimePassword)
    {
        public override string ToString() => $"{nameof(AddedStaff)} {Name}";
    }

    internal sealed record NewPassword(string Name, string OneTimePassword)
    {
        public override string ToString() => $"{nameof(NewPassword)} {Name}";
    }
}
