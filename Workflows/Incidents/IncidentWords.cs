using BackOffice.Rules;

namespace BackOffice.Workflows.Incidents;

/// <summary>What stands still, and the remedy, for a person.</summary>
internal static class IncidentWords
{
    public static Sentence Of(IncidentKind kind, IncidentRow row) => kind switch
    {
        IncidentKind.WaitsForRetry => new(
            $"Langkah {row.Node} gagal ({row.Detail}) dan akan dicoba lagi sendiri. Ulangi sekarang bila penyebabnya sudah diatasi.",
            $"The step {row.Node} failed ({row.Detail}) and is tried again by itself. Retry it now if the cause is gone."),
        IncidentKind.WaitsForPerson => new(
            $"Langkah {row.Node} gagal ({row.Detail}) dan tidak dicoba lagi. Ulangi, lewati dengan salah satu hasilnya, atau batalkan kasusnya.",
            $"The step {row.Node} failed ({row.Detail}) and is not tried again. Retry it, skip it with one of its outcomes, or cancel the case."),
        IncidentKind.RunsTooLong => new(
            $"Langkah {row.Node} berjalan terlalu lama; prosesnya mungkin sudah mati. Periksa apakah mesin alur berjalan, lalu ulangi.",
            $"The step {row.Node} has run for too long; its process may be dead. See that the engine runs, then retry."),
        IncidentKind.PastDue => new(
            $"Tanggal tunggu di {row.Node} sudah lewat dan belum ada yang melihatnya. Periksa apakah mesin alur berjalan, lalu ulangi.",
            $"The due date at {row.Node} has passed and nobody looked. See that the engine runs, then retry."),
        IncidentKind.WaitsOnNothing => new(
            $"Kasus menunggu di {row.Node} tanpa sinyal dan tanpa tanggal. Ulangi agar langkah itu melihat lagi.",
            $"The case waits at {row.Node} for no signal and no date. Retry, so that the step looks again."),
        IncidentKind.NeverStarted => new(
            "Kasus terbuka belum dijalankan mesin alur. Ulangi untuk menjalankannya.", "No workflow drives this open case. Retry to start it."),
        IncidentKind.Ended => new(
            "Kasus masih terbuka, tetapi alurnya sudah berakhir. Batalkan kasus itu dan minta penyedia mengajukan lagi.",
            "The case is open, but its workflow has ended. Cancel the case and let the provider ask again."),
        IncidentKind.SignalUnread => new(
            $"Sinyal {row.Detail} sudah lama masuk dan belum dibaca. Ulangi agar kasus membacanya.",
            $"The signal {row.Detail} came long ago and nobody looked at it. Retry, so that the case does."),
        IncidentKind.NoticeUndelivered => new(
            $"Pemberitahuan {row.Detail} tidak sampai. Perbaiki alamatnya, lalu kirim ulang.", $"The notice {row.Detail} reached nobody. Mend the address, then send it again."),
        IncidentKind.ReportFailed => new(
            "Laporan tidak dapat dibuat. Lihat log, atasi penyebabnya, lalu minta laporan lagi.", "The report could not be drawn. See the log, mend the cause, and ask for it again."),
        IncidentKind.WorkStandsStill when LongWork.MayBeStopped(row.Detail) => new(
            $"Pekerjaan latar ({row.Detail}) tidak maju. Periksa apakah prosesnya berjalan; hentikan bila tidak diperlukan lagi.",
            $"Work in the background ({row.Detail}) makes no progress. See that its process runs; stop it if it is not wanted any more."),
        IncidentKind.WorkStandsStill => new(
            $"Pekerjaan latar ({row.Detail}) tidak maju. Periksa apakah prosesnya berjalan; pekerjaan itu kemudian berlanjut sendiri.",
            $"Work in the background ({row.Detail}) makes no progress. See that its process runs; it goes on by itself then."),
        _ => throw new InvalidOperationException($"Unhandled kind {kind}."),
    };
}
