using BackOffice.Rules.Matching;
using BackOffice.Workflows.Data;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Registry;

/// <summary>Keeps a provider's <see cref="BlockingKey"/>s in step with its login and identity, in the transaction that changes them.</summary>
public sealed class ProviderKeys(BackOfficeDb db)
{
    /// <summary>Writes the keys that the provider has now and removes those it has no longer.</summary>
    public async Task RewriteAsync(Provider provider, CancellationToken ct)
    {
        var account = await db.Accounts.SingleAsync(own => own.Id == provider.Id, ct);
        var wanted = BlockingKeys.Of(provider.Prepare(account)).Select(key => unchecked((long)key)).ToHashSet();
        var present = await db.BlockingKeys.Where(key => key.ProviderId == provider.Id).ToListAsync(ct);
        db.BlockingKeys.RemoveRange(present.Where(key => !wanted.Contains(key.Key)));
        db.BlockingKeys.AddRange(wanted.Except(present.Select(key => key.Key)).Select(key => new BlockingKey { Key = key, ProviderId = provider.Id }));
    }
}

/// <summary>Turns registry rows into what matching compares.</summary>
public static class MatchingRecords
{
    /// <summary>An account with the login and identity that hold for it now.</summary>
    public static PreparedAccount Prepare(this Provider provider, Account account) => PreparedAccount.From(provider.Describe(account));

    /// <summary>The same, not yet made ready for comparison.</summary>
    public static AccountRecord Describe(this Provider provider, Account account) => new(
        account.SiteCode, provider.UserId, provider.CompanyName, provider.Npwp, provider.Nitku, provider.Address, provider.Regency, provider.Province, provider.PostalCode,
        provider.Phone, provider.Email, account.PackageCount, account.RegisteredOn, account.Verified);
}
