namespace BackOffice.Designer.Account;

/// <summary>Names the texts about sessions.</summary>
internal sealed class SessionWords;
