using System.Globalization;
using BackOffice.Rules.Identity;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Audit;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Registry.Files;
using BackOffice.Workflows.Registry.Intake;
using BackOffice.Workflows.SignIn;

namespace BackOffice.Workflows.Registry;

/// <summary>
/// A site registers one account or sends it anew: the same path as one row of an import. A new account may not have a user ID that is claimed nationally (decision 7);
/// of an activated one only package count and verification are taken (decision 19). The same account twice changes nothing.
/// </summary>
public sealed class PutAccount(Database database, KeyRing keys)
{
    /// <summary>The account as its site describes it; texts as they stand there.</summary>
    /// <param name="PasswordHash"><c>md5:</c>, <c>sha1:</c> or <c>kdf:</c>; null leaves the password of a known account as it is.</param>
    /// <param name="CompanyName">The company's name.</param>
    /// <param name="Npwp">The tax number.</param>
    /// <param name="Nitku">The number of the place of business.</param>
    /// <param name="Address">The street address.</param>
    /// <param name="Regency">Kabupaten or Kota.</param>
    /// <param name="Province">The province.</param>
    /// <param name="PostalCode">The postal code.</param>
    /// <param name="Phone">The telephone number or numbers.</param>
    /// <param name="Email">The e-mail address.</param>
    /// <param name="PackageCount">Tender packages at the site.</param>
    /// <param name="RegisteredOn">The day of registration.</param>
    /// <param name="Verified">Whether the site has verified the provider.</param>
    public sealed record Details(
        string? PasswordHash, string CompanyName, string Npwp, string Nitku, string Address, string Regency, string Province, string PostalCode, string Phone, string Email,
        int PackageCount, DateOnly RegisteredOn, bool Verified)
    {
        // The hash must not come into a log by way of the record's own text.
        /// <inheritdoc />
        public override string ToString() => CompanyName;
    }

    /// <summary>Which account, at which site.</summary>
    public sealed record Request(SiteCode Site, UserId UserId, Details Account);

    /// <summary>Every answer a caller can get.</summary>
    public abstract record Answer
    {
        private Answer()
        {
        }

        /// <summary>It is new.</summary>
        public sealed record Created : Answer;

        /// <summary>It was known; what is named differs and was not taken, since the account is activated (decision 19).</summary>
        public sealed record Updated(IReadOnlyList<string> NotTaken) : Answer;

        /// <summary>Nothing is new about it.</summary>
        public sealed record Unchanged : Answer;

        /// <summary>It is not taken.</summary>
        public sealed record Refused(Refusal Refusal) : Answer;
    }

    /// <summary>Takes the account in.</summary>
    public async Task<Answer> HandleAsync(Request request, CancellationToken ct)
    {
        var (record, reason) = AccountRow.ParseRecord(Fields(request), code => SiteCode.TryParse(code, out var site) ? site : null);
        if (record is null)
            return new Answer.Refused(new("account-malformed", reason!));
        LegacyHash? hash = null;
        if (request.Account.PasswordHash is { } text && !LegacyHash.TryParse(text, out hash))
            return new Answer.Refused(new("account-malformed", Faults.UnknownHash));
        var draft = AccountDraft.Of(0, record, hash, keys.Key);
        return await database.InTransactionAsync((transaction, token) => TakeAsync(request, draft, transaction, token), ct);
    }

    private static async Task<Answer> TakeAsync(Request request, AccountDraft draft, Transaction transaction, CancellationToken ct)
    {
        if (await transaction.Db.Sites.FindAsync([request.Site], ct) is not { } site)
            return new Answer.Refused(CaseRefusals.SiteUnknown(request.Site));
        var writer = transaction.Service<IntakeWriter>();
        await writer.LockAsync(ct);
        var decision = (await transaction.Service<AccountIntake>().DecideAsync([draft], takesPart: _ => site.Stage is SiteStage.Aggregated, isEmpty: _ => false, ct))[0];
        await writer.WriteAsync([decision], keysLater: _ => false, ct);
        Answer answer = decision switch
        {
            IntakeDecision.Add => new Answer.Created(),
            IntakeDecision.Update update => new Answer.Updated(update.NotTaken),
            IntakeDecision.Unchanged => new Answer.Unchanged(),
            IntakeDecision.Refuse { Refusal: var refusal } => new Answer.Refused(refusal),
            var other => throw new InvalidOperationException($"Unhandled decision {other.GetType().Name}."),
        };
        if (answer is Answer.Created or Answer.Updated)
            transaction.Service<AuditTrail>().Record(new(ActorKind.Site, request.Site.Value), answer is Answer.Created ? "account-registered" : "account-updated", request.Site,
                values: [("user-id", request.UserId.Value)]);
        return answer;
    }

    private static string[] Fields(Request request)
    {
        var account = request.Account;
        return
        [
            request.Site.Value, request.UserId.Value, "", account.CompanyName, account.Npwp, account.Nitku, account.Address, account.Regency, account.Province, account.PostalCode,
            account.Phone, account.Email, account.PackageCount.ToString(CultureInfo.InvariantCulture), account.RegisteredOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            account.Verified ? "true" : "false",
        ];
    }
}
