using BackOffice.Workflows.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.Registry.Joining;

/// <summary>Deletes uploaded accounts that were imported, replaced, or lay too long: they hold password hashes.</summary>
public sealed class DeleteOldUploads(Database database, RegistryFolder folder, IOptions<JoiningOptions> options)
{
    /// <summary>Deletes what lay too long, also a file that a process left which died before it had a row.</summary>
    public async Task HandleAsync(CancellationToken ct)
    {
        var before = database.Now - TimeSpan.FromDays(options.Value.UploadDays);
        foreach (var upload in await database.ReadAsync((db, token) => db.SiteUploads.Where(one => one.DeletedAt == null && one.At < before).Select(one => one.Id).ToListAsync(token), ct))
            await DeleteAsync(upload, ct);
        if (Directory.Exists(folder.Uploads()))
            foreach (var file in Directory.EnumerateFiles(folder.Uploads()).Where(file => File.GetLastWriteTimeUtc(file) < before))
                File.Delete(file);
    }

    /// <summary>Deletes one. The file first: should the process die in between, the row is found again.</summary>
    internal Task DeleteAsync(Guid upload, CancellationToken ct)
    {
        File.Delete(folder.Upload(upload));
        return database.InTransactionAsync((transaction, token) =>
            transaction.Db.SiteUploads.Where(one => one.Id == upload && one.DeletedAt == null).ExecuteUpdateAsync(set => set.SetProperty(one => one.DeletedAt, database.Now), token), ct);
    }
}
