using BackOffice.Rules.Policies;
using BackOffice.Workflows.Registry;

namespace BackOffice.Workflows.Activation;

/// <summary>Says what remains to be done, by whom and where: a function of the case's state and, where it has a group, of its Default.</summary>
internal static class WhatRemains
{
    public static IReadOnlyList<ReadActivation.Remaining> Of(ActivationCase @case, Account account, ReadActivation.DefaultView? @default, PolicySet policies)
    {
        var site = account.SiteCode.Value;
        return @case.State switch
        {
            CaseState.AwaitIdentity => [.. FieldsToMend(@case, policies).Select(rule => new ReadActivation.Remaining("mend-identity", site, rule.Field, rule.Sentence))],
            CaseState.AwaitUserId => [ChangeUserId(@case, account, @default)],
            CaseState.UnderReview when @case.AwaitsProvider => [new("answer-question", site, null, new(
                $"Jawab pertanyaan verifikator di LPSE {site}; pertanyaan itu juga dikirim lewat e-mail.",
                $"Answer the verifikator's question at LPSE {site}; it was sent by e-mail too."))],
            CaseState.UnderReview => [new("wait-for-review", null, null, new(
                "Verifikator sedang memeriksa apakah akun ini satu perusahaan dengan akun lain. Anda akan diberi tahu lewat e-mail.",
                "A verifikator is checking whether this account is one company with another. You will be told by e-mail."))],
            CaseState.AwaitDefaultPassword => [new("type-default-password", site, null, new(
                $"Ketik password User ID Default (LPSE {@default?.Site}) di LPSE {site} untuk menyelesaikan aktivasi.",
                $"Type the password of the User ID Default (LPSE {@default?.Site}) at LPSE {site} to finish the activation."))],
            CaseState.WithHelpdesk => [new("wait-for-helpdesk", null, null, new(
                "Batas percobaan password User ID Default sudah habis. Hubungi helpdesk LPSE Anda untuk melanjutkan.",
                "The attempts at the Default's password are used up. Contact the helpdesk of your LPSE to go on."))],
            CaseState.Active when account.IsOwnProvider && @default is { Active: true, IsOwnLogin: false } && @default.Site != site => [new("activate-again", site, null, new(
                $"Akun ini termasuk grup dengan User ID Default di LPSE {@default.Site}. Ajukan aktivasi sekali lagi di LPSE {site} dan ketik password User ID Default agar dapat roaming.",
                $"This account belongs to a group with its User ID Default at LPSE {@default.Site}. Activate it once more at LPSE {site} and type the Default's password to roam again."))],
            CaseState.Active when account.IsOwnProvider && @default is { IsOwnLogin: false } && @default.Site != site => [],
            CaseState.Active when @default is { Active: false } => [new("activate-default", @default.Site, null, new(
                $"Roaming dapat dilakukan setelah User ID Default diaktifkan di LPSE {@default.Site}.",
                $"Roaming is possible once the User ID Default has been activated at LPSE {@default.Site}."))],
            _ => [],
        };
    }

    private static IEnumerable<PolicyRule> FieldsToMend(ActivationCase @case, PolicySet policies)
    {
        var failed = (@case.StateReason ?? "").Split(',');
        return policies.Rules.Where(rule => rule.Policy == ActivationPreCheckFacts.Shape.Policy && failed.Contains(rule.Name));
    }

    // A merge may wait for the Default to rename; then it is not this account's user ID that has to change.
    private static ReadActivation.Remaining ChangeUserId(ActivationCase @case, Account account, ReadActivation.DefaultView? @default) =>
        @default is not null && @case.StateReason == "default-must-rename"
            ? new("wait-for-default-user-id", @default.Site, null, new(
                $"User ID Default di LPSE {@default.Site} harus diganti lebih dahulu karena dipakai penyedia lain.",
                $"The User ID Default at LPSE {@default.Site} must be changed first, since another provider uses it."))
            : new("change-user-id", account.SiteCode.Value, null, new(
                $"User ID ini juga dipakai penyedia lain. Ganti User ID di LPSE {account.SiteCode}; aktivasi akan berlanjut sendiri.",
                $"Another provider uses this user ID too. Change the user ID at LPSE {account.SiteCode}; the activation then goes on by itself."));
}
