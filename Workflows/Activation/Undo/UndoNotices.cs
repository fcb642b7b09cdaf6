using BackOffice.Rules;
using BackOffice.Workflows.Notices;
using BackOffice.Workflows.Registry;

namespace BackOffice.Workflows.Activation.Undo;

/// <summary>Tells the old and the new address of an account that its merge was undone.</summary>
public sealed class UndoNotices(AccountNotices notices)
{
    /// <summary>Writes one notice to each address.</summary>
    /// <param name="case">The case, its account back at its own provider.</param>
    /// <param name="merge">The merge that was undone.</param>
    /// <param name="joint">The login that no longer holds for the account.</param>
    /// <param name="ct">Cancels.</param>
    public async Task TellAsync(ActivationCase @case, MergeRecord merge, Provider joint, CancellationToken ct)
    {
        var own = @case.Account.Provider;
        (string, Sentence)[] variables =
        [
            ("MaskedDefaultUserId", NoticeValue.Same(joint.UserId.Value)), ("UndoneAt", NoticeValue.Moment(merge.UndoneAt!.Value)),
            ("CaseNumber", NoticeValue.Same(@case.Number)), ("Next", own.ActivatedAt is null ? ActivateAnew : StillActive),
        ];
        foreach (var to in new[] { new MailRecipient(own.Email, own.CompanyName), new MailRecipient(joint.Email, joint.CompanyName) }.DistinctBy(to => to.Address.Trim().ToLowerInvariant()))
            await notices.QueueAsync($"{NoticeCatalogue.MergeUndone}:{merge.Id:N}:{to.Address}", NoticeCatalogue.MergeUndone, @case.Account, @case.Id, variables, to, ct);
    }

    private static Sentence ActivateAnew { get; } = new(
        "Akun itu belum aktif dengan login sendiri; ajukan aktivasi di LPSE tersebut bila diperlukan.", "The account is not yet active with its own login; ask for its activation at that LPSE when needed.");

    private static Sentence StillActive { get; } = new(
        "Akun itu aktif kembali dengan login sendiri seperti sebelum penggabungan.", "The account is active again with its own login, as it was before the merge.");
}
