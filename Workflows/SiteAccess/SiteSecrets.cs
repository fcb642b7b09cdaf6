using System.Buffers.Text;
using System.Security.Cryptography;
using BackOffice.Rules.Identity;
using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace BackOffice.Workflows.SiteAccess;

/// <summary>The credentials of one site, known to nobody but the one who reads this.</summary>
/// <param name="Site">The site.</param>
/// <param name="ClientId">Its OAuth client id, <c>lpse-CODE</c>.</param>
/// <param name="Secret">Its secret; only a hash of it is stored.</param>
public sealed record SiteCredentials(SiteCode Site, string ClientId, string Secret)
{
    /// <summary>The client id alone: the secret is not for logs.</summary>
    public override string ToString() => ClientId;
}

/// <summary>Makes or replaces the client secrets with which sites sign in. A token that was given out for an older secret runs on until its end.</summary>
public sealed class SiteSecrets(Database database)
{
    private const string Prefix = "lpse-";

    /// <summary>What came of it.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>These hold from now on; earlier ones do not.</summary>
        public sealed record Made(IReadOnlyList<SiteCredentials> Credentials) : Answer;

        /// <summary>Nothing was made.</summary>
        public sealed record Refused(Refusal Why) : Answer;
    }

    /// <summary>The client id of a site.</summary>
    public static string ClientIdOf(SiteCode site) => Prefix + site.Value;

    /// <summary>The site that a client id names; null when it names none.</summary>
    public static SiteCode? SiteOf(string? clientId) =>
        clientId is not null && clientId.StartsWith(Prefix, StringComparison.Ordinal) && SiteCode.TryParse(clientId[Prefix.Length..], out var site) ? site : null;

    /// <summary>Makes or replaces the secret of one site.</summary>
    public async Task<Answer> ReplaceAsync(StaffActor by, SiteCode site, CancellationToken ct)
    {
        if (by.Requires(StaffRoles.Administrator) is { } refusal)
            return new Answer.Refused(refusal);
        if (!await database.ReadAsync((db, token) => db.Sites.AnyAsync(s => s.Code == site, token), ct))
            return new Answer.Refused(new("site-unknown", new($"LPSE dengan kode {site} tidak terdaftar.", $"No site with the code {site} is registered.")));
        return new Answer.Made([await ReplaceOneAsync(by, site, ct)]);
    }

    /// <summary>Makes or replaces the secrets of all sites, one transaction each.</summary>
    public async Task<Answer> ReplaceAllAsync(StaffActor by, IProgress<(long Done, long Of)>? progress, CancellationToken ct)
    {
        if (by.Requires(StaffRoles.Administrator) is { } refusal)
            return new Answer.Refused(refusal);
        var sites = await database.ReadAsync((db, token) => db.Sites.Select(site => site.Code).ToListAsync(token), ct);
        List<SiteCredentials> made = [];
        foreach (var site in sites.Order())
        {
            made.Add(await ReplaceOneAsync(by, site, ct));
            progress?.Report((made.Count, sites.Count));
        }
        return new Answer.Made(made);
    }

    private Task<SiteCredentials> ReplaceOneAsync(StaffActor by, SiteCode site, CancellationToken ct) => database.InTransactionAsync(async (transaction, token) =>
    {
        var credentials = new SiteCredentials(site, ClientIdOf(site), Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)));
        var applications = transaction.Service<IOpenIddictApplicationManager>();
        var descriptor = new OpenIddictApplicationDescriptor
        {
            ClientId = credentials.ClientId,
            ClientSecret = credentials.Secret,
            ClientType = ClientTypes.Confidential,
            Permissions = { Permissions.Endpoints.Token, Permissions.GrantTypes.ClientCredentials },
        };
        if (await applications.FindByClientIdAsync(credentials.ClientId, token) is { } application)
            await applications.UpdateAsync(application, descriptor, token);
        else
            await applications.CreateAsync(descriptor, token);
        transaction.Service<AuditTrail>().Record(by.Actor, "site-secret-replaced", site);
        return credentials;
    }, ct);
}
