using System.CommandLine;
using BackOffice.Workflows.Staff;

namespace BackOffice.Host.CommandLine;

/// <summary><c>staff add NAME --role R…</c>: a member of staff with a one-time password, printed once.</summary>
internal static class StaffCommand
{
    public static Command Make()
    {
        Argument<string> name = new("NAME") { Description = "The name to sign in with." };
        Option<string[]> roles = new("--role")
        {
            Description = $"One or more of {string.Join(", ", StaffRoles.All)}.",
            Required = true,
            AllowMultipleArgumentsPerToken = true,
        };
        Command add = new("add", "Makes a member of staff and prints a one-time password, once.") { name, roles };
        add.SetAction((parsed, ct) => Verb.WithHostAsync(parsed, async services =>
        {
            var answer = await services.GetRequiredService<AddStaff>().HandleAsync(
                new(StaffActor.CommandLine, parsed.GetRequiredValue(name), [.. parsed.GetRequiredValue(roles).Distinct()]), ct);
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
        return new("staff", "Accounts of staff.") { add };
    }
}
