using BackOffice.Workflows.Staff;

namespace BackOffice.Workflows.Definitions;

/// <summary>Who may do what with workflow definitions: a process owner writes, publishes and moves cases, and the auditor reads.</summary>
internal static class DefinitionRoles
{
    public static IReadOnlyList<string> Readers { get; } = [StaffRoles.ProcessOwner, StaffRoles.Auditor];

    public static IReadOnlyList<string> Writers { get; } = [StaffRoles.ProcessOwner];
}
