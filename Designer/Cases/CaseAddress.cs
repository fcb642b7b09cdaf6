namespace BackOffice.Designer.Cases;

/// <summary>Where one case is shown; <see cref="CaseQuery.Address"/> says where lists of them are.</summary>
internal static class CaseAddress
{
    /// <summary>The page of a case.</summary>
    public static string Of(string number) => $"/cases/{Uri.EscapeDataString(number)}";
}
