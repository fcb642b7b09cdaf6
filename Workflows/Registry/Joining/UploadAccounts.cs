using System.Security.Cryptography;
using BackOffice.Rules.Identity;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Registry.Files;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BackOffice.Workflows.Registry.Joining;

/// <summary>
/// Staff upload the accounts file of a site, to be imported: it goes to a file of the data folder as it comes, and is refused where it is too large or no such table. It takes the place of an
/// earlier one of the site.
/// </summary>
public sealed class UploadAccounts(Database database, RegistryFolder folder, DeleteOldUploads uploads, IOptions<JoiningOptions> options)
{
    private const int BufferSize = 81_920;

    /// <summary>The file.</summary>
    /// <param name="By">Who: administrator or process owner.</param>
    /// <param name="Site">The site.</param>
    /// <param name="Content">The bytes of <c>accounts.csv</c>; read to the end or to the limit.</param>
    public sealed record Request(StaffActor By, SiteCode Site, Stream Content);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>It is there.</summary>
        /// <param name="Upload">Its id.</param>
        /// <param name="Bytes">How many bytes it has.</param>
        /// <param name="Digest">SHA-256 of its bytes, lower-case hex.</param>
        public sealed record Uploaded(Guid Upload, long Bytes, string Digest) : Answer;

        /// <summary>It is not taken.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Takes it.</summary>
    /// <exception cref="IOException">It cannot be written, or the caller went away.</exception>
    public async Task<Answer> HandleAsync(Request request, CancellationToken ct)
    {
        if ((request.By.Requires(JoinRoles.All) ?? await KnownAsync(request, ct)) is { } refusal)
            return new Answer.Refused(refusal);
        var id = Guid.CreateVersion7(database.Now);
        var path = folder.Upload(id);
        Directory.CreateDirectory(folder.Uploads());
        var kept = false;
        try
        {
            if (await ReceiveAsync(request.Content, path, ct) is not var (bytes, digest))
                return new Answer.Refused(SiteJobRefusals.TooLarge(options.Value.MaxUploadBytes));
            if (Look(path) is { } wrong)
                return new Answer.Refused(wrong);
            var earlier = await database.InTransactionAsync((transaction, token) => WriteAsync(request, new()
            {
                Id = id,
                SiteCode = request.Site,
                Bytes = bytes,
                Digest = digest,
                By = request.By.Name,
                At = database.Now,
            }, transaction, token), ct);
            kept = true;
            foreach (var replaced in earlier)
                await uploads.DeleteAsync(replaced, ct);
            return new Answer.Uploaded(id, bytes, digest);
        }
        finally
        {
            if (!kept)
                File.Delete(path);
        }
    }

    private Task<Refusal?> KnownAsync(Request request, CancellationToken ct) => database.ReadAsync(async (db, token) =>
        request.By.Sees(request.Site) && await db.Sites.AnyAsync(site => site.Code == request.Site, token) ? null : CaseRefusals.SiteUnknown(request.Site), ct);

    private async Task<(long Bytes, string Digest)?> ReceiveAsync(Stream content, string path, CancellationToken ct)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = PrivateFile.CreateNew(path).BaseStream;
        var buffer = new byte[BufferSize];
        var bytes = 0L;
        for (int read; (read = await content.ReadAsync(buffer, ct)) > 0;)
        {
            if ((bytes += read) > options.Value.MaxUploadBytes)
                return null;
            digest.AppendData(buffer, 0, read);
            await file.WriteAsync(buffer.AsMemory(0, read), ct);
        }
        return (bytes, Convert.ToHexStringLower(digest.GetHashAndReset()));
    }

    private static Refusal? Look(string path)
    {
        var (table, wrong) = CsvTable.Open(path, AccountRow.Columns);
        table?.Dispose();
        return wrong?.AboutUpload(path);
    }

    private static async Task<List<Guid>> WriteAsync(Request request, SiteUpload upload, Transaction transaction, CancellationToken ct)
    {
        await transaction.Service<RowLocks>().TakeAsync([LockKey.Of("site", request.Site.Value)], ct);
        transaction.Db.SiteUploads.Add(upload);
        transaction.Service<AuditTrail>().Record(request.By.Actor, "accounts-uploaded", request.Site, null, null, ("digest", upload.Digest), ("upload", upload.Id.ToString()));
        return await transaction.Db.SiteUploads.Where(one => one.SiteCode == request.Site && one.DeletedAt == null).Select(one => one.Id).ToListAsync(ct);
    }
}
