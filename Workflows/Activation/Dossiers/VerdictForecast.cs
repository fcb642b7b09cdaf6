using BackOffice.Rules;
using BackOffice.Rules.Identity;
using BackOffice.Rules.Matching;
using BackOffice.Workflows.Activation.Review;
using BackOffice.Workflows.Data;

namespace BackOffice.Workflows.Activation.Dossiers;

/// <summary>What will follow from each verdict about a pair, told before it is given: a function of the two accounts.</summary>
public static class VerdictForecast
{
    /// <summary>What the forecast knows.</summary>
    /// <param name="A">One account.</param>
    /// <param name="B">The other one.</param>
    /// <param name="DefaultOfGroup">The site of the Default of the group to which one of them belongs already; null where none does.</param>
    /// <param name="DefaultAccounts">The ids of those of the two that are the Default of a group.</param>
    public sealed record Facts(ReadCase.AccountView A, ReadCase.AccountView B, string? DefaultOfGroup, IReadOnlyList<long> DefaultAccounts)
    {
        internal bool SameSite => A.Site == B.Site;

        internal bool SameUserId => UserId.Parse(A.Login.UserId).Key == UserId.Parse(B.Login.UserId).Key;
    }

    /// <summary>What follows from <paramref name="answer"/>, in the order in which it happens.</summary>
    public static IReadOnlyList<Sentence> Of(VerdictAnswer answer, Facts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return
        [
            .. answer switch
            {
                VerdictAnswer.Same when facts.SameSite => Alias(facts),
                VerdictAnswer.Same => Group(facts),
                VerdictAnswer.Branch => Branch(facts),
                VerdictAnswer.Unrelated => Unrelated(facts),
                _ => throw new InvalidOperationException($"Unhandled verdict {answer}."),
            },
            new("Putusan ini berlaku pada setiap pemeriksaan berikutnya, sampai dibuka kembali.", "The verdict holds in every later check, until it is reopened."),
        ];
    }

    private static IEnumerable<Sentence> Group(Facts facts)
    {
        if (facts.DefaultOfGroup is { } standing)
        {
            yield return new($"Keduanya menjadi anggota satu grup; User ID Default-nya di LPSE {standing}.", $"Both become members of one group; its Default is at LPSE {standing}.");
        }
        else
        {
            var choice = DefaultChoice.Among([Candidate(facts.A), Candidate(facts.B)]);
            yield return new("Keduanya menjadi satu grup aktivasi.", "Both become one activation group.");
            yield return new($"User ID Default: {choice.Sentence.Indonesian}", $"The Default: {choice.Sentence.English}");
            if (choice.NeedsPerson)
                yield return new("User ID Default itu masih harus dikonfirmasi verifikator.", "A verifikator has yet to confirm that Default.");
        }
        yield return new(
            "Akun lainnya mengetik password User ID Default di LPSE-nya; login dan identitasnya lalu diganti.", "The other account types the Default's password at its own site; its login and identity are then replaced.");
    }

    private static IEnumerable<Sentence> Alias(Facts facts)
    {
        var closing = AliasChoice.Between(Choice(facts.A, facts), Choice(facts.B, facts));
        if (closing is null)
        {
            yield return new("Tidak dapat diputuskan begitu: kedua akun di LPSE yang sama ini sudah aktif atau menjadi User ID Default.", "This cannot be decided: both accounts at this one site are active or the Default of a group.");
            yield break;
        }
        var (closed, stays) = closing == facts.A.Id ? (facts.A, facts.B) : (facts.B, facts.A);
        yield return new(
            $"{closed.Login.UserId} di LPSE {closed.Site} ditutup; penyedia melanjutkan dengan {stays.Login.UserId}.", $"{closed.Login.UserId} at LPSE {closed.Site} is closed; the provider goes on with {stays.Login.UserId}.");
    }

    private static IEnumerable<Sentence> Branch(Facts facts)
    {
        yield return new("Keduanya cabang yang berbeda: masing-masing diaktifkan dengan login dan identitasnya sendiri.", "They are different branches: each is activated with its own login and identity.");
        if (facts.SameUserId)
            yield return MustRename;
    }

    private static IEnumerable<Sentence> Unrelated(Facts facts)
    {
        yield return new("Keduanya perusahaan yang berbeda: masing-masing diaktifkan dengan login dan identitasnya sendiri.", "They are different companies: each is activated with its own login and identity.");
        if (facts.SameUserId)
            yield return MustRename;
    }

    private static AliasChoice.Facts Choice(ReadCase.AccountView account, Facts facts) =>
        new(account.Id, account.ActivatedAt is not null, facts.DefaultAccounts.Contains(account.Id), account.PackageCount, account.RegisteredOn);

    private static DefaultCandidate Candidate(ReadCase.AccountView account) => new(
        SiteCode.Parse(account.Site), UserId.Parse(account.RegisteredUserId), account.PackageCount, account.RegisteredOn, account.Verified,
        account.ActivatedAt is { } at ? WibDay.Of(at) : null);

    private static Sentence MustRename { get; } = new("User ID keduanya sama, sehingga keduanya harus menggantinya.", "Their user IDs are the same, so both must change theirs.");
}
