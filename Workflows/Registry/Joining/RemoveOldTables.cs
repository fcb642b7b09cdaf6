using BackOffice.Workflows.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.Registry.Joining;

/// <summary>Removes the tables of jobs that are over for <see cref="JoiningOptions.TableDays"/>, and folders that no job has. The job itself stays, with its numbers.</summary>
public sealed class RemoveOldTables(Database database, RegistryFolder folder, IOptions<JoiningOptions> options)
{
    /// <summary>Removes all that are due.</summary>
    public async Task HandleAsync(CancellationToken ct)
    {
        if (!Directory.Exists(folder.Jobs()))
            return;
        // By the folders, of which there are few, and not by the jobs, of which there are ever more.
        var kept = Directory.EnumerateDirectories(folder.Jobs()).Select(path => Guid.TryParse(Path.GetFileName(path), out var job) ? job : (Guid?)null).OfType<Guid>().ToList();
        if (kept.Count == 0)
            return;
        var before = database.Now - TimeSpan.FromDays(options.Value.TableDays);
        var needed = await database.ReadAsync((db, token) =>
            db.SiteJobs.Where(job => kept.Contains(job.Id) && (job.FinishedAt == null || job.FinishedAt > before)).Select(job => job.Id).ToListAsync(token), ct);
        foreach (var job in kept.Except(needed))
            Folders.Remove(folder.Tables(job));
    }
}
