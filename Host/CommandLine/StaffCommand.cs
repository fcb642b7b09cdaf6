using System.CommandLine;
using BackOffice.Rules.Identity;
using BackOffice.Workflows.Staff;
using BackOffice.Workflows.Staff.Codes;

namespace BackOffice.Host.CommandLine;

/// <summary><c>staff …</c>: accounts of staff from beside the database. It is also the way back in for the last administrator, who lost the password or the device.</summary>
internal static class StaffCommand
{
    public static Command Make() => new("staff", "Accounts of staff.") { MakeAdd(), MakeList(), MakeResetPassword(), MakeResetTotp() };

    private static Command MakeAdd()
    {
        var name = Name();
        Option<string[]> roles = new("--role")
        {
            Description = $"One or more of {string.Join(", ", StaffRoles.All)}.",
            Required = true,
            AllowMultipleArgumentsPerToken = true,
        };
        Option<string[]> sites = new("--site") { Description = "The codes of the sites that the person is limited to; every site unless given.", AllowMultipleArgumentsPerToken = true };
        Command add = new("add", "Makes a member of staff and prints a one-time password, once.") { name, roles, sites };
        add.SetAction((parsed, ct) => Verb.WithFirstHostAsync(parsed, async services =>
        {
            var limit = parsed.GetValue(sites) is { Length: > 0 } codes ? codes.Select(code => SiteCode.TryParse(code, out var site) ? site : null).ToList() : null;
            if (limit?.Contains(null) == true)
                return await Verb.RefuseAsync(SiteSecretCommand.CodeMalformed);
            var answer = await services.GetRequiredService<AddStaff>().HandleAsync(
                new(StaffActor.CommandLine, parsed.GetRequiredValue(name), [.. parsed.GetRequiredValue(roles).Distinct()], limit?.OfType<SiteCode>().ToList()), ct);
            return answer switch
            {
                AddStaff.Answer.Added added => await Verb.SayAsync(parsed, added,
                    $"""
                    {added.Name} ({string.Join(", ", added.Roles)}) can sign in with this one-time password, which is shown once:
                      {added.OneTimePassword}
                    """),
                AddStaff.Answer.Refused { Why: var why } => await Verb.RefuseAsync(why),
                var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
            };
        }, ct));
        return add;
    }

    private static Command MakeList()
    {
        Command list = new("list", "Lists all members of staff.");
        list.SetAction((parsed, ct) => Verb.WithHostAsync(parsed, async services => await services.GetRequiredService<ListStaff>().HandleAsync(new(StaffActor.CommandLine), ct) switch
        {
            ListStaff.Answer.Listed listed => await Verb.SayAsync(parsed, listed, string.Join('\n', listed.Members.Select(Line))),
            ListStaff.Answer.Refused { Refusal: var why } => await Verb.RefuseAsync(why),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        }, ct));
        return list;
    }

    private static Command MakeResetPassword()
    {
        var name = Name();
        Command reset = new("reset-password", "Gives a member of staff another one-time password, printed once, and ends the person's sessions.") { name };
        reset.SetAction((parsed, ct) => Verb.WithHostAsync(parsed, async services =>
            await services.GetRequiredService<ResetStaffPassword>().HandleAsync(new(StaffActor.CommandLine, parsed.GetRequiredValue(name)), ct) switch
            {
                ResetStaffPassword.Answer.Reset done => await Verb.SayAsync(parsed, new { done.Name, done.OneTimePassword },
                    $"""
                    {done.Name} can sign in with this one-time password, which is shown once:
                      {done.OneTimePassword}
                    """),
                ResetStaffPassword.Answer.Refused { Why: var why } => await Verb.RefuseAsync(why),
                var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
            }, ct));
        return reset;
    }

    private static Command MakeResetTotp()
    {
        var name = Name();
        Option<string> reason = new("--reason") { Description = "Why, for the audit trail.", Required = true };
        Command reset = new("reset-totp", "Takes the sign-in code of somebody away who lost the device, and ends the person's sessions.") { name, reason };
        reset.SetAction((parsed, ct) => Verb.WithHostAsync(parsed, async services =>
            await services.GetRequiredService<ResetTotp>().HandleAsync(new(StaffActor.CommandLine, parsed.GetRequiredValue(name), parsed.GetRequiredValue(reason)), ct) is { } refusal
                ? await Verb.RefuseAsync(refusal)
                : await Verb.SayAsync(parsed, new { Name = parsed.GetRequiredValue(name) }, $"{parsed.GetRequiredValue(name)} signs in with the password alone, until another code is set up."), ct));
        return reset;
    }

    private static Argument<string> Name() => new("NAME") { Description = "The name to sign in with." };

    private static string Line(ListStaff.MemberView member) =>
        $"{member.Name,-24} {string.Join(' ', member.Roles)}"
        + (member.Sites is null ? "" : $", sites {string.Join(' ', member.Sites)}")
        + (member.HasCode ? ", with code" : "")
        + (member.LockedAt is null ? "" : $", locked: {member.LockReason}")
        + (member.LastSignInAt is { } at ? $", last sign-in {at:yyyy-MM-dd HH:mm}Z" : ", never signed in");
}
