using BackOffice.Rules;
using BackOffice.Workflows.Notices;

namespace BackOffice.Workflows.Tests.Notices;

internal static class Some
{
    public static DateTimeOffset Noon { get; } = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public static OutgoingMail Mail(
        string to = "budi@penyedia.example", string name = "CV Maju", string messageId = "notice-1@backoffice.example", string subject = "Aktivasi selesai / Activation complete") =>
        new(messageId, new(to, name), subject, "<p>Aktivasi selesai</p>", "Aktivasi selesai", "id, en", Noon);

    /// <summary>A value for each variable of the notice.</summary>
    public static Dictionary<string, Sentence> Variables(string notice) =>
        NoticeCatalogue.Variables[notice].Append(NoticeCatalogue.CompanyName).ToDictionary(name => name, Value);

    private static Sentence Value(string variable) => variable switch
    {
        "CompanyName" => NoticeValue.Same("CV Maju Bersama Konstruksi"),
        "UserId" or "OldUserId" => NoticeValue.Same("maju_bersama"),
        "NewUserId" or "MaskedDefaultUserId" => NoticeValue.Same("maju_pusat"),
        "SiteName" => NoticeValue.Same("LPSE Provinsi Jambi"),
        "DefaultSiteName" => NoticeValue.Same("LPSE Kota Palembang"),
        "CaseNumber" => NoticeValue.Same("AKT-2026-000123"),
        "GroupSize" => NoticeValue.Same(3),
        "Attempts" => NoticeValue.Same(10),
        "DefaultReason" => new("Memiliki paket terbanyak (1.528 paket).", "It has the most packages (1,528 packages)."),
        "Fields" => new("Provinsi belum diisi.", "The province is empty."),
        "Remaining" => new("Masukkan password User ID Default.", "Type the password of the Default user ID."),
        "Reason" => new("Batas percobaan password tercapai.", "The limit of password attempts was reached."),
        "UndoUntil" or "OpenedAt" or "HandedOverOn" => NoticeValue.Day(Noon),
        _ => NoticeValue.Moment(Noon),
    };
}
