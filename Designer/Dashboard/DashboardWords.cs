namespace BackOffice.Designer.Dashboard;

/// <summary>Names the texts of the dashboard.</summary>
internal sealed class DashboardWords;
