using System.Text.Json;
using BackOffice.Rules;
using BackOffice.Rules.Matching;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Notices;
using PairFinding = BackOffice.Workflows.Activation.PairFinding;

namespace BackOffice.Workflows.Reports;

/// <summary>
/// Makes the facts of a case's report from its rows. The report is handed to the case's site, so whatever belongs to a party that is not merged with the case's account is
/// masked (decision 21): its user ID, company, address and every value of it that was compared; its site is shown.
/// </summary>
internal sealed class CaseFacts(CaseRows rows, NoticeTemplates templates, DateTimeOffset asOf)
{
    /// <summary>The facts as of <paramref name="asOf"/>.</summary>
    public static ActivationReportFacts Of(CaseRows rows, NoticeTemplates templates, DateTimeOffset asOf) => new CaseFacts(rows, templates, asOf).Make();

    private ActivationReportFacts Make()
    {
        var (@case, own) = (rows.Case, rows.OwnProviders[rows.Case.AccountId]);
        return new()
        {
            AsOf = asOf,
            CaseNumber = @case.Number,
            Account = Account(@case.AccountId),
            TaxNumber = NullIfEmpty(own.Npwp),
            Address = NullIfEmpty(string.Join(", ", new[] { own.Address, own.Regency, own.Province, own.PostalCode }.Where(part => part.Length > 0))),
            Progress = CaseProgressOf.State(@case.State, @case.PostponedUntil, asOf),
            State = CaseStateWords.Of(@case.State),
            Outcome = Outcome(),
            Timeline = CaseTimeline.Of(rows.Journal, rows.Acts),
            Pairs = [.. rows.Findings.Select(Pair)],
            Group = rows.Group is { } group ? Group(group) : null,
            Replacements = [.. rows.Merges.Where(merge => IsShown(merge.AccountId)).Select(Replacement)],
            Notices = [.. rows.Notices.Select(Notice)],
        };
    }

    // One's own, and whoever has the same login since a merge.
    private bool IsShown(long account) => account == rows.Case.AccountId || rows.Accounts[account].ProviderId == rows.Accounts[rows.Case.AccountId].ProviderId;

    private ReportedAccount Account(long id)
    {
        var (site, own) = (rows.Accounts[id].Site, rows.OwnProviders[id]);
        return IsShown(id)
            ? new(site.Code.Value, site.Name, own.UserId.Value, own.CompanyName)
            : new(site.Code.Value, site.Name, Mask.UserId(own.UserId.Value), null);
    }

    private Sentence Outcome()
    {
        if (rows.Case.State != CaseState.Active)
            return new($"{CaseStateWords.Of(rows.Case.State).Indonesian}.", $"{CaseStateWords.Of(rows.Case.State).English}.");
        if (rows.Merges.SingleOrDefault(merge => merge.AccountId == rows.Case.AccountId) is { } merged)
        {
            var userId = LoginAndIdentity.FromJson(merged.After).UserId;
            return new($"Akun digabungkan dengan User ID Default {userId} dan sudah aktif.", $"The account was merged into the Default {userId} and is active.");
        }
        return rows.Group?.DefaultAccountId == rows.Case.AccountId
            ? new("Akun ini adalah User ID Default kelompoknya dan sudah aktif.", "The account is the Default of its group and is active.")
            : new("Akun sudah aktif dengan login dan identitasnya sendiri.", "The account is active with its own login and identity.");
    }

    private ReportedPair Pair(PairFinding finding)
    {
        // The case's own account stands on the left.
        var turned = finding.AccountB == rows.Case.AccountId;
        var (left, right) = turned ? (finding.AccountB, finding.AccountA) : (finding.AccountA, finding.AccountB);
        var evidence = JsonSerializer.Deserialize<IReadOnlyList<FieldEvidence>>(finding.Evidence, Detection.EvidenceFormat) ?? [];
        var (meaning, clause) = rows.Rules.GetValueOrDefault(finding.RulesVersion, RuleWordings.None)[finding.Rule];
        var verdict = rows.Verdicts.FirstOrDefault(one => one.AccountA == finding.AccountA && one.AccountB == finding.AccountB);
        return new(
            Account(left), Account(right), PairDecisions.Parse(finding.Decision), finding.Rule, meaning, clause, finding.RulesVersion,
            [.. evidence.Select(line => Evidence(turned ? line with { RawA = line.RawB, RawB = line.RawA, NormalA = line.NormalB, NormalB = line.NormalA } : line, left, right))],
            verdict is null ? null : new(verdict.At, verdict.By, IsShown(left) && IsShown(right) ? verdict.Reason : new Words("Tercatat; hanya untuk petugas", "On record, for staff only")),
            finding.WeakLink ? true : null);
    }

    private ReportedEvidence Evidence(FieldEvidence line, long left, long right) =>
        new(EvidenceFields.Name(line.Field), Value(line.RawA, line.NormalA, left), Value(line.RawB, line.NormalB, right), line.Verdict);

    private ComparedValue Value(string raw, string normal, long account) =>
        IsShown(account) || raw.Length == 0 ? new(NullIfEmpty(raw), NullIfEmpty(normal)) : new(Mask.Hidden, null);

    private ReportedGroup Group(ActivationGroup group) => new(
        group.FormedAt, CaseNotices.Describe(group), group.DefaultChosenBy,
        [
            .. rows.Members.OrderByDescending(member => member.AccountId == group.DefaultAccountId).ThenByDescending(member => member.FrozenPackageCount).ThenBy(member => member.AccountId)
                .Select(member => Member(member, rows.Accounts[member.AccountId], group)),
        ]);

    private ReportedMember Member(GroupMember member, Registry.Account account, ActivationGroup group)
    {
        var @case = rows.MemberCases.GetValueOrDefault(member.AccountId);
        var progress = account.ActivatedAt is not null ? CaseProgress.Active
            : @case is null ? CaseProgress.Waiting : CaseProgressOf.State(@case.State, @case.PostponedUntil, asOf);
        return new(Account(account.Id), account.Id == group.DefaultAccountId, member.FrozenPackageCount, account.RegisteredOn, account.Verified, progress);
    }

    private ReportedReplacement Replacement(MergeRecord merge)
    {
        var (before, after) = (LoginAndIdentity.FromJson(merge.Before), LoginAndIdentity.FromJson(merge.After));
        (Words Field, string Old, string New)[] fields =
        [
            (new("Nama", "Name"), before.CompanyName, after.CompanyName), ("NPWP", before.Npwp, after.Npwp), ("NITKU", before.Nitku, after.Nitku),
            (new("Alamat", "Address"), before.Address, after.Address), (new("Kabupaten/Kota", "Regency"), before.Regency, after.Regency),
            (new("Provinsi", "Province"), before.Province, after.Province), (new("Kode pos", "Postal code"), before.PostalCode, after.PostalCode),
            (new("Telepon", "Phone"), before.Phone, after.Phone), ("E-mail", before.Email, after.Email),
        ];
        return new(
            Account(merge.AccountId) with { UserId = before.UserId, Company = before.CompanyName }, merge.At, after.UserId, Method(merge.Method),
            [.. fields.Where(field => field.Old != field.New).Select(field => new ReportedChange(field.Field, NullIfEmpty(field.Old), NullIfEmpty(field.New)))]);
    }

    private static Words Method(MergeMethod method) => method switch
    {
        MergeMethod.DefaultPassword => new("Password User ID Default", "The Default's password"),
        MergeMethod.RecoveredPassword => new("Password User ID Default setelah pemulihan", "The Default's password, after its recovery"),
        _ => throw new InvalidOperationException($"Unhandled method {method}."),
    };

    private ReportedNotice Notice(Notice notice)
    {
        var variables = JsonSerializer.Deserialize<Dictionary<string, Sentence>>(notice.Variables) ?? [];
        var letter = templates[notice.Template].Fill(variables);
        var shown = rows.Accounts.Keys.Where(IsShown).SelectMany(id => new[] { rows.OwnProviders[id].Email, rows.Accounts[id].Provider.Email });
        return new(
            notice.CreatedAt, shown.Contains(notice.ToAddress, StringComparer.OrdinalIgnoreCase) ? notice.ToAddress : Mask.Email(notice.ToAddress),
            new(letter.Indonesian.TitleText, letter.English.TitleText),
            notice.State switch
            {
                NoticeState.Queued => NoticeProgress.Waiting,
                NoticeState.Sent => NoticeProgress.Sent,
                NoticeState.Dead or NoticeState.Bounced => NoticeProgress.Failed,
                _ => throw new InvalidOperationException($"Unhandled notice state {notice.State}."),
            },
            notice.Attempts > 0 ? $"<{notice.MessageId}>" : null);
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
