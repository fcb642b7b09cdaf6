using BackOffice.Rules.Identity;

namespace BackOffice.Workflows.Staff;

/// <summary>A member of staff as a use case sees the person: endpoints and screens only say who it is, the use case asks for the role.</summary>
/// <param name="Name">The sign-in name, as it stands in the audit trail.</param>
/// <param name="Roles">The roles held at this moment, of <see cref="StaffRoles"/>.</param>
/// <param name="Sites">The sites that the person is limited to: cases and accounts of others are as if they were not there. Null, the default: every site.</param>
public sealed record StaffActor(string Name, IReadOnlySet<string> Roles, IReadOnlySet<SiteCode>? Sites = null)
{
    /// <summary>Whoever runs the command line beside the database: nobody below an administrator can.</summary>
    public static StaffActor CommandLine { get; } = new("command-line", new HashSet<string> { StaffRoles.Administrator });

    /// <summary>Whether a site is one of those that the person is limited to, or the person is limited to none.</summary>
    public bool Sees(SiteCode site) => Sites is null || Sites.Contains(site);

    /// <summary>
    /// Whether the person sees all that somebody with these sites (null: every site) sees. An administrator looks after nobody else: who is limited would lift the own limit by
    /// making, or by signing in as, somebody who is not.
    /// </summary>
    public bool SeesAllOf(IReadOnlyCollection<SiteCode>? sites) => Sites is null || sites?.All(Sites.Contains) is true;

    /// <summary>The same person for the audit trail.</summary>
    public Actor Actor => new(ActorKind.Staff, Name);

    /// <summary>Refuses unless the person holds at least one of <paramref name="roles"/>; null when it may go on.</summary>
    public Refusal? Requires(params IReadOnlyList<string> roles) => roles.Any(Roles.Contains)
        ? null
        : new("role-missing", new(
            $"Tindakan ini memerlukan peran {string.Join(" atau ", roles)}.",
            $"This takes the role {string.Join(" or ", roles)}."));
}
