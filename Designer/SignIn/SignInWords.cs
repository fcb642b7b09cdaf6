namespace BackOffice.Designer.SignIn;

/// <summary>Names the texts of signing in and of one's own account.</summary>
internal sealed class SignInWords;
