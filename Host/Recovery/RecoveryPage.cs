using BackOffice.Host.Http;
using BackOffice.Rules;
using BackOffice.Workflows.Recovery;
using BackOffice.Workflows.SignIn;
using Microsoft.AspNetCore.Http.HttpResults;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace BackOffice.Host.Recovery;

/// <summary>Where the mailed link leads: the provider types the helpdesk's code and a new password. A form without script; nothing typed is ever shown again.</summary>
internal static class RecoveryPage
{
    private static readonly Sentence Unequal = new("Kedua password baru tidak sama.", "The two new passwords are not the same.");

    public static void MapRecoveryPage(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/recovery/{reference}", ShowAsync).ExcludeFromDescription();
        // No session stands behind the form that a foreign page could misuse: it takes the code.
        routes.MapPost("/recovery/{reference}", CompleteAsync).DisableAntiforgery().ExcludeFromDescription();
    }

    private static async Task<ContentHttpResult> ShowAsync(string reference, CompleteRecovery complete, HttpResponse response, CancellationToken ct) =>
        await complete.IsOpenAsync(reference, ct) ? Form(response, fault: null, Status200OK) : Told(response, RecoveryRefusals.LinkInvalid.Sentence, Status404NotFound);

    private static async Task<ContentHttpResult> CompleteAsync(string reference, HttpRequest request, CompleteRecovery complete, HttpResponse response, CancellationToken ct)
    {
        if (!request.HasFormContentType)
            return Form(response, fault: null, Status400BadRequest);
        var form = await request.ReadFormAsync(ct);
        if (form["password"] != form["again"])
            return Form(response, Unequal, Status400BadRequest);
        using var code = RecoveryCode.Read(form["code"].ToString());
        using var password = new TypedPassword(form["password"].ToString());
        return await complete.HandleAsync(new(reference, code, password), ct) switch
        {
            CompleteRecovery.Answer.Completed => PlainPage.Answer(response, "Password baru sudah berlaku", "The new password holds now", """
                <p>Gunakan password baru untuk login di semua LPSE yang telah teragregasi, dan untuk mengaktifkan akun lain dalam grup Anda.
                <small lang="en">Use it to sign in at all aggregated LPSE sites, and to activate the other accounts of your group.</small></p>
                """),
            CompleteRecovery.Answer.Refused { Refusal: var why } when why == RecoveryRefusals.LinkInvalid => Told(response, why.Sentence, Status404NotFound),
            CompleteRecovery.Answer.Refused { Refusal: var why } => Form(response, why.Sentence, RefusalStatus.Of(why)),
            var other => throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}."),
        };
    }

    private static ContentHttpResult Told(HttpResponse response, Sentence sentence, int status) =>
        PlainPage.Answer(response, "Tautan tidak dapat dipakai", "The link cannot be used", Both(sentence, "p"), status);

    private static ContentHttpResult Form(HttpResponse response, Sentence? fault, int status) => PlainPage.Answer(response, "Tetapkan password baru", "Set a new password", $"""
        {(fault is null ? "" : Both(fault, "p role=\"alert\""))}
        <form method="post" autocomplete="off">
          <label for="code">Kode dari helpdesk <small lang="en">Code from the helpdesk</small></label>
          <input id="code" name="code" required autofocus maxlength="40" autocapitalize="characters" spellcheck="false">
          <label for="password">Password baru, paling sedikit {ChangePassword.MinLength} karakter <small lang="en">New password, at least {ChangePassword.MinLength} characters</small></label>
          <input id="password" name="password" type="password" required minlength="{ChangePassword.MinLength}" autocomplete="new-password">
          <label for="again">Password baru sekali lagi <small lang="en">New password once more</small></label>
          <input id="again" name="again" type="password" required minlength="{ChangePassword.MinLength}" autocomplete="new-password">
          <button>Tetapkan <small lang="en">Set</small></button>
        </form>
        """, status);

    private static string Both(Sentence sentence, string tag) =>
        $"<{tag}>{PlainPage.Text(sentence.Indonesian)} <small lang=\"en\">{PlainPage.Text(sentence.English)}</small></{tag.Split(' ')[0]}>";
}
