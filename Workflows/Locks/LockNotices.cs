using BackOffice.Workflows.Notices;
using BackOffice.Workflows.Registry;

namespace BackOffice.Workflows.Locks;

/// <summary>Tells a provider that staff locked its account or its login, or lifted the lock. The reason stays with staff.</summary>
public sealed class LockNotices(AccountNotices notices, TimeProvider clock)
{
    /// <summary>Writes the notice, once for each lock.</summary>
    public Task TellAsync(Account account, bool wholeLogin, bool released, CancellationToken ct)
    {
        var (template, now) = (released ? NoticeCatalogue.LockLifted : NoticeCatalogue.Locked, clock.GetUtcNow());
        return notices.QueueAsync($"{template}:{account.Id}:{(wholeLogin ? "login" : "account")}:{now.UtcTicks}", template, account, @case: null,
            [("HappenedAt", NoticeValue.Moment(now)), ("Extent", wholeLogin ? WholeLogin : OneAccount)], to: null, ct);
    }

    private static Rules.Sentence WholeLogin { get; } = new("login ini di semua LPSE", "this login, at every LPSE");

    private static Rules.Sentence OneAccount { get; } = new("akun di LPSE ini", "the account at this LPSE");
}
