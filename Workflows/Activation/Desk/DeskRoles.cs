using BackOffice.Workflows.Staff;

namespace BackOffice.Workflows.Activation.Desk;

/// <summary>Who may do what at the desk.</summary>
internal static class DeskRoles
{
    /// <summary>Whoever works on cases: claims, assigns, reminds, notes.</summary>
    public static IReadOnlyList<string> Acting { get; } = [StaffRoles.Helpdesk, StaffRoles.Verifikator, StaffRoles.ProcessOwner];

    /// <summary>Whoever looks after deadlines.</summary>
    public static IReadOnlyList<string> Deadlines { get; } = [StaffRoles.Helpdesk, StaffRoles.ProcessOwner];

    /// <summary>Whoever may see and stop what others have started.</summary>
    public static IReadOnlyList<string> Overseeing { get; } = [StaffRoles.ProcessOwner, StaffRoles.Auditor];
}
