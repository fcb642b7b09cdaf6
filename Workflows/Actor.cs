namespace BackOffice.Workflows;

/// <summary>What kind of party does something.</summary>
public enum ActorKind
{
    /// <summary>The system itself: a due date, a worker, an import from the command line.</summary>
    System,

    /// <summary>One LPSE site, signed in with its client credentials.</summary>
    Site,

    /// <summary>A provider acting through a site.</summary>
    Provider,

    /// <summary>A member of staff.</summary>
    Staff,
}

/// <summary>Who does something, as it is written into the audit trail.</summary>
/// <param name="Kind">The kind of party.</param>
/// <param name="Name">Its stable name: a site code, <c>site/user ID</c> of a provider, a staff name, or a worker's name. Never a secret.</param>
public sealed record Actor(ActorKind Kind, string Name)
{
    /// <summary>The system acting on its own, under the name of the part that acts.</summary>
    public static Actor System(string part) => new(ActorKind.System, part);
}
