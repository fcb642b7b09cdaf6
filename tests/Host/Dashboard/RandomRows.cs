using System.Globalization;
using BackOffice.Rules.Identity;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Notices;
using BackOffice.Workflows.Registry;

namespace BackOffice.Host.Tests.Dashboard;

/// <summary>Accounts, cases, merges and notices as a random history may have left them, written as rows: no call makes a hundred days of them.</summary>
internal sealed class RandomRows
{
    private static readonly string[] Codes = ["12", "277", "300"];

    public List<Site> Sites { get; } = [];

    public List<Workflows.Registry.Account> Accounts { get; } = [];

    public List<ActivationCase> Cases { get; } = [];

    public List<MergeRecord> Merges { get; } = [];

    public List<Notice> Notices { get; } = [];

    public SiteCode SiteOf(long account) => Accounts.Single(one => one.Id == account).SiteCode;

    /// <summary>Makes some, within the hundred days before the beginning of a test, around midnight often.</summary>
    public static RandomRows Make(Random random, int accounts = 200)
    {
        var rows = new RandomRows();
        foreach (var code in Codes)
            rows.Sites.Add(new() { Code = SiteCode.Parse(code), Name = $"LPSE {code}", Url = $"https://lpse-{code}.example", SpseVersion = "4.5", Stage = SiteStage.Aggregated });
        for (var id = 1L; id <= accounts; id++)
            rows.Add(id, random);
        return rows;
    }

    /// <summary>Writes them.</summary>
    public Task WriteAsync(RunningHost host) => host.Database.InTransactionAsync((transaction, _) =>
    {
        var db = transaction.Db;
        db.AddRange(Sites);
        db.AddRange(Accounts);
        db.AddRange(Cases);
        db.AddRange(Merges);
        db.AddRange(Notices);
        return Task.CompletedTask;
    }, TestContext.Current.CancellationToken);

    private void Add(long id, Random random)
    {
        var userId = UserId.Parse($"akun-{id}");
        var account = new Workflows.Registry.Account
        {
            Id = id,
            SiteCode = SiteCode.Parse(Codes[random.Next(Codes.Length)]),
            UserId = userId,
            UserIdKey = userId.Key,
            ProviderId = id,
            PackageCount = 1,
            RegisteredOn = new(2019, 4, 1),
            Verified = true,
            RowDigest = [],
            Provider = new()
            {
                Id = id,
                UserId = userId,
                UserIdKey = userId.Key,
                SealedPassword = "kdf:none",
                CompanyName = $"PT Acak {id}",
                Npwp = "",
                Nitku = "",
                Address = "",
                Regency = "",
                Province = "",
                PostalCode = "",
                Phone = "",
                Email = $"akun-{id}@acak.example",
            },
        };
        Accounts.Add(account);
        var cases = random.Next(3);
        for (var i = 0; i < cases; i++)
            Add(account, last: i == cases - 1, random);
        if (random.Next(12) == 0 && Cases.TrueForAll(@case => @case.AccountId != id || @case.ClosedAt is not null))
            account.ClosedAt = Moment(random);
    }

    private void Add(Workflows.Registry.Account account, bool last, Random random)
    {
        var since = Moment(random);
        CaseState[] states = last ? Enum.GetValues<CaseState>() : [CaseState.Refused, CaseState.Cancelled];
        var state = states[random.Next(states.Length)];
        var ended = state is CaseState.Active or CaseState.Refused or CaseState.Cancelled;
        var number = (Cases.Count + 1).ToString("D4", CultureInfo.InvariantCulture);
        var @case = new ActivationCase
        {
            Id = new(Guid.NewGuid()),
            Number = $"AKT-0000-{number}",
            AccountId = account.Id,
            SiteCode = account.SiteCode,
            CompanyKey = account.Provider.CompanyName,
            InstanceId = new(Guid.NewGuid()),
            DefinitionId = "activation",
            State = state,
            OpenedAt = since - TimeSpan.FromHours(random.Next(100)),
            StateSince = since,
            ClosedAt = ended ? since : null,
            AwaitsProvider = state == CaseState.UnderReview && random.Next(2) == 0,
            HandedOverAt = !ended && random.Next(4) == 0 ? since.AddDays(30) : null,
        };
        Cases.Add(@case);
        if (state == CaseState.Active)
        {
            account.ActivatedAt = since;
            if (random.Next(3) == 0)
                Merges.Add(new()
                {
                    Id = Guid.NewGuid(),
                    CaseId = @case.Id,
                    GroupId = Guid.NewGuid(),
                    AccountId = account.Id,
                    FromProviderId = account.Id,
                    ToProviderId = account.Id,
                    Before = "{}",
                    After = "{}",
                    Method = MergeMethod.DefaultPassword,
                    Actor = "acak",
                    RulesVersion = "1",
                    Evidence = "[]",
                    At = since,
                });
        }
        AddNotice(account.Id, @case, "handed-to-helpdesk", random);
        AddNotice(account.Id, @case, "reminder", random);
    }

    private void AddNotice(long account, ActivationCase @case, string template, Random random)
    {
        if (random.Next(2) == 0)
            return;
        var id = Guid.NewGuid();
        Notices.Add(new()
        {
            Id = id,
            Occasion = $"{template}:{id}",
            MessageId = $"{id}@acak.example",
            Template = template,
            Variables = "{}",
            ToAddress = "acak@acak.example",
            ToDomain = "acak.example",
            ToName = "Acak",
            AccountId = account,
            CaseId = @case.Id,
            CreatedAt = Moment(random),
            // Nothing that the mail worker would take up.
            State = new[] { NoticeState.Sent, NoticeState.Dead, NoticeState.Bounced }[random.Next(3)],
        });
    }

    // Seconds around midnight in western Indonesia tell whether days are cut there.
    private static DateTimeOffset Moment(Random random) => new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.FromHours(7)).AddDays(-random.Next(100)).AddSeconds(random.Next(2) == 0 ? random.Next(-3, 3) : random.Next(3_000));
}
