using System.CommandLine;
using System.Globalization;
using BackOffice.Workflows.Backups;

namespace BackOffice.Host.CommandLine;

/// <summary><c>backup FILE</c> and <c>restore FILE</c>.</summary>
internal static class BackupCommands
{
    public static Command MakeBackup()
    {
        var file = File();
        Command backup = new("backup", "Writes database and reports, as they are at one moment, into a new archive while Hosts go on. Keys are not in it: keep the folder of keys apart.") { file };
        backup.SetAction((parsed, ct) => Verb.WithHostAsync(parsed, async services =>
        {
            var write = services.GetRequiredService<WriteBackup>();
            return await Progress.ShowAsync("Tables", progress => write.HandleAsync(new(parsed.GetRequiredValue(file)), progress, ct)) switch
            {
                WriteBackup.Answer.Written { Manifest: var manifest, Bytes: var bytes } => await Verb.SayFindingsAsync(parsed, new { manifest, bytes },
                    [.. manifest.Missing.Select(missing => $"The report {missing} is not in the backup: its file was not there.")],
                    string.Create(CultureInfo.InvariantCulture, $"{manifest.Tables.Sum(table => table.Rows):N0} rows and {manifest.Files.Count - 1:N0} files of reports, {bytes:N0} bytes; sealed under the key {manifest.KeyId}.")),
                WriteBackup.Answer.Refused { Why: var why } => await Verb.RefuseAsync(why),
                var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
            };
        }, ct));
        return backup;
    }

    public static Command MakeRestore()
    {
        var file = File();
        Command restore = new("restore", "Puts a backup back where there is no database. The folder of keys must be there already, from where it is kept apart.") { file };
        restore.SetAction((parsed, ct) => Verb.WithUnpreparedHostAsync(parsed, async services =>
        {
            var put = services.GetRequiredService<RestoreBackup>();
            return await Progress.ShowAsync("Tables", progress => put.HandleAsync(new(parsed.GetRequiredValue(file)), progress, ct)) switch
            {
                RestoreBackup.Answer.Restored { Manifest: var manifest } => await Verb.SayAsync(parsed, new { manifest }, string.Create(CultureInfo.InvariantCulture,
                    $"{manifest.Tables.Sum(table => table.Rows):N0} rows and {manifest.Files.Count - 1:N0} files of reports are as they were on {manifest.TakenAt:yyyy-MM-dd HH:mm:ss} UTC. Run verify, then start.")),
                RestoreBackup.Answer.Refused { Why: var why } => await Verb.RefuseAsync(why),
                var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
            };
        }));
        return restore;
    }

    private static Argument<string> File() => new("FILE") { Description = "The archive." };
}
