using BackOffice.Workflows.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.Staff.Codes;

/// <summary>How it stands with a person's own code.</summary>
public sealed class ReadTotp(Database database, IOptions<StaffOptions> options)
{
    /// <summary>Whose.</summary>
    public sealed record Request(StaffSession Session);

    /// <summary>How it stands.</summary>
    /// <param name="Since">Since when a sign-in takes a code; null: it takes none.</param>
    /// <param name="RecoveryCodesLeft">How many recovery codes were not used yet.</param>
    /// <param name="Needed">Whether a role of the person asks for a code: without one nothing else is allowed.</param>
    public sealed record Answer(DateTimeOffset? Since, int RecoveryCodesLeft, bool Needed);

    /// <summary>Reads it.</summary>
    public Task<Answer> HandleAsync(Request request, CancellationToken ct) => database.ReadAsync(async (db, token) =>
    {
        var member = request.Session.Member;
        var since = await db.Users.Where(user => user.Id == member).Select(user => user.TotpSince).SingleAsync(token);
        var left = await db.StaffRecoveryCodes.CountAsync(code => code.MemberId == member && code.UsedAt == null, token);
        return new Answer(since, left, options.Value.NeedsCode(request.Session.Actor.Roles));
    }, ct);
}
