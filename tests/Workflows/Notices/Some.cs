using BackOffice.Workflows.Notices;

namespace BackOffice.Workflows.Tests.Notices;

internal static class Some
{
    public static DateTimeOffset Noon { get; } = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public static OutgoingMail Mail(
        string to = "budi@penyedia.example", string name = "CV Maju", string messageId = "notice-1@backoffice.example", string subject = "Aktivasi selesai / Activation complete") =>
        new(messageId, new(to, name), subject, "<p>Aktivasi selesai</p>", "Aktivasi selesai", "id, en", Noon);
}
