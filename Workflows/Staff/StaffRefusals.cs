using System.Globalization;

namespace BackOffice.Workflows.Staff;

/// <summary>Every "no" of the staff door.</summary>
internal static class StaffRefusals
{
    public static Refusal WrongSignIn { get; } = new("sign-in-wrong", new(
        "Nama atau kata sandi salah.",
        "The name or the password is wrong."));

    public static Refusal TooManyAttempts(DateTimeOffset? until) => new("sign-in-limited", new(
        $"Terlalu banyak percobaan. Coba lagi {(until is { } at ? $"setelah {Moment(at)}" : "nanti")}.",
        $"There were too many attempts. Try again {(until is { } then ? $"after {Moment(then)}" : "later")}."));

    public static Refusal Locked { get; } = new("staff-locked", new(
        "Akun petugas ini dikunci oleh administrator.",
        "An administrator locked this staff account."));

    public static Refusal CodeWrong { get; } = new("totp-code-wrong", new(
        "Kode salah, sudah dipakai, atau sudah lewat waktunya. Tunggu kode berikutnya dari perangkat Anda.",
        "The code is wrong, was used already or is too old. Wait for the next one of your device."));

    public static Refusal TicketOver { get; } = new("sign-in-ticket-over", new(
        "Langkah ini sudah lewat waktunya. Masukkan nama dan kata sandi sekali lagi.",
        "This step took too long. Type name and password once more."));

    public static Refusal CodeIsOn { get; } = new("totp-on", new(
        "Kode sekali pakai sudah aktif. Lepaskan dahulu sebelum memasang perangkat lain.",
        "The code is set up already. Remove it before setting up another device."));

    public static Refusal CodeIsOff { get; } = new("totp-off", new(
        "Kode sekali pakai belum disiapkan.",
        "No code is set up."));

    public static Refusal SessionUnknown { get; } = new("session-unknown", new(
        "Sesi ini tidak ada.",
        "There is no such session."));

    public static Refusal SitesMissing { get; } = new("sites-missing", new(
        "Sebutkan sedikitnya satu LPSE, atau tidak sama sekali untuk semua LPSE.",
        "Name at least one site, or no list at all for every site."));

    public static Refusal BeyondSites { get; } = new("beyond-sites", new(
        "Ini menyangkut juga LPSE di luar LPSE yang ditugaskan kepada Anda. Mintalah petugas yang tidak dibatasi.",
        "This is also about sites other than those assigned to you. Ask a colleague who is not limited to sites."));

    public static Refusal OwnAccount { get; } = new("own-account", new(
        "Tindakan ini tidak dapat dilakukan atas akun sendiri. Mintalah administrator lain.",
        "This cannot be done to one's own account. Ask another administrator."));

    public static Refusal LastAdministrator { get; } = new("last-administrator", new(
        "Harus selalu ada administrator yang dapat masuk. Angkat dahulu administrator lain.",
        "There must always be an administrator who can sign in. Make another one first."));

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

    private static string Moment(DateTimeOffset moment) => moment.ToOffset(TimeSpan.FromHours(7)).ToString("HH:mm:ss 'WIB'", CultureInfo.InvariantCulture);
}
