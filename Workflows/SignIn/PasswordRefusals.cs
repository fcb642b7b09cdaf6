namespace BackOffice.Workflows.SignIn;

/// <summary>What the sign-in room answers when it says no.</summary>
public static class PasswordRefusals
{
    /// <summary>Wrong password or unknown user: never told apart.</summary>
    public static Refusal Wrong { get; } = new("wrong-password", new(
        "User ID atau password tidak benar.", "User ID or password is not correct."));

    /// <summary>The Default's password was not correct.</summary>
    public static Refusal WrongDefaultPassword { get; } = new("wrong-password", new(
        "Password User ID Default tidak benar.", "The password of the User ID Default is not correct."));

    /// <summary>Too many attempts: not even looked at.</summary>
    public static Refusal Limited { get; } = new("too-many-attempts", new(
        "Terlalu banyak percobaan password. Coba lagi nanti atau hubungi helpdesk LPSE Anda.",
        "Too many password attempts. Try again later, or contact the helpdesk of your LPSE."));

    /// <summary>The login changed between typing and checking.</summary>
    public static Refusal ChangedMeanwhile { get; } = new("changed-meanwhile", new(
        "Password User ID Default baru saja diganti. Ketik password yang baru.", "The Default's password was changed just now. Type the new one."));

    /// <summary>There is no group whose Default's password could be typed.</summary>
    public static Refusal NoGroupYet { get; } = new("no-group", new(
        "Akun ini belum termasuk grup aktivasi, sehingga belum ada password User ID Default yang perlu diketik.",
        "This account is in no activation group yet, so there is no Default's password to type."));

    /// <summary>Staff locked the Default, so nobody merges into it.</summary>
    public static Refusal DefaultLocked { get; } = new("default-locked", new(
        "User ID Default grup ini sedang dikunci. Hubungi helpdesk LPSE Anda.", "The Default of this group is locked. Contact the helpdesk of your LPSE."));

    /// <summary>The case does not wait for it.</summary>
    public static Refusal NotAwaited { get; } = new("password-not-awaited", new(
        "Aktivasi ini tidak sedang menunggu password User ID Default.", "This activation is not waiting for the Default's password."));
}
