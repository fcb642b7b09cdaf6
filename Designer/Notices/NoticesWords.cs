namespace BackOffice.Designer.Notices;

/// <summary>Names the texts of the notices.</summary>
internal sealed class NoticesWords;
