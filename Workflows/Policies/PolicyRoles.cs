using BackOffice.Workflows.Staff;

namespace BackOffice.Workflows.Policies;

/// <summary>Who may do what with policies: an owner writes, another person approves and thereby publishes, and these and the auditor read.</summary>
internal static class PolicyRoles
{
    public static IReadOnlyList<string> Readers { get; } = [StaffRoles.PolicyOwner, StaffRoles.Approver, StaffRoles.Auditor];

    public static IReadOnlyList<string> Writers { get; } = [StaffRoles.PolicyOwner];

    public static IReadOnlyList<string> Approvers { get; } = [StaffRoles.Approver];

    public static IReadOnlyList<string> WritersAndApprovers { get; } = [StaffRoles.PolicyOwner, StaffRoles.Approver];
}
