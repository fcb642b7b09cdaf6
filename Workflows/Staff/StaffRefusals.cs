namespace BackOffice.Workflows.Staff;

/// <summary>Every "no" of the staff door.</summary>
internal static class StaffRefusals
{
    public static Refusal WrongSignIn { get; } = new("sign-in-wrong", new(
        "Nama atau kata sandi salah.",
        "The name or the password is wrong."));

    public static Refusal TooManyAttempts { get; } = new("sign-in-limited", new(
        "Terlalu banyak percobaan masuk untuk nama ini. Coba lagi setelah 15 menit.",
        "There were too many attempts to sign in under this name. Try again after 15 minutes."));

    public static Refusal NameMalformed { get; } = new("staff-name-malformed", new(
        "Nama petugas terdiri dari 3 sampai 64 huruf, angka, titik, garis bawah atau tanda hubung.",
        "A staff name has 3 to 64 letters, digits, dots, underscores or hyphens."));

    public static Refusal NameTaken { get; } = new("staff-name-taken", new(
        "Nama petugas ini sudah dipakai.",
        "This staff name is taken."));

    public static Refusal Unknown { get; } = new("staff-unknown", new(
        "Petugas dengan nama ini tidak ada.",
        "There is no member of staff with this name."));

    public static Refusal RoleUnknown { get; } = new("role-unknown", new(
        $"Peran yang ada: {string.Join(", ", StaffRoles.All)}.",
        $"The roles there are: {string.Join(", ", StaffRoles.All)}."));

    public static Refusal OwnAdministration { get; } = new("own-administration", new(
        "Administrator tidak dapat mencabut peran administratornya sendiri.",
        "An administrator cannot take the administrator's role away from themselves."));

    public static Refusal PasswordWeak { get; } = new("password-weak", new(
        $"Kata sandi baru harus terdiri dari {StaffPassword.MinLength} sampai {StaffPassword.MaxLength} karakter, dan bukan nama petugas atau kata sandi yang lama.",
        $"The new password must have {StaffPassword.MinLength} to {StaffPassword.MaxLength} characters, and be neither the name nor the old password."));
}
