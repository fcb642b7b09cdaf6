namespace BackOffice.Designer.Account;

/// <summary>Names the texts of one's own account.</summary>
internal sealed class AccountWords;
