namespace BackOffice.Designer.Staff;

/// <summary>Names the texts about roles.</summary>
internal sealed class RoleWords;
