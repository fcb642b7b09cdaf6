namespace BackOffice.Designer.Staff;

/// <summary>Names the texts of the accounts of staff.</summary>
internal sealed class StaffWords;
