using BackOffice.Designer.Console;
using BackOffice.Workflows;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Activation.Desk;
using BackOffice.Workflows.Activation.Dossiers;
using BackOffice.Workflows.Staff;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace BackOffice.Designer.Dossier;

/// <summary>A part of the page of one case that can act on it.</summary>
public abstract class DossierPart : ConsoleComponent
{
    /// <summary>The case as it was last read.</summary>
    [CascadingParameter]
    public CaseDossier Dossier { get; set; } = null!;

    /// <summary>The page, which is read anew after an act.</summary>
    [CascadingParameter]
    public CasePage Page { get; set; } = null!;

    /// <summary>Asks for the second step of an act.</summary>
    [Inject]
    protected IDialogService Dialogs { get; set; } = null!;

    [Inject]
    private ClaimCase Claim { get; set; } = null!;

    /// <summary>The case itself.</summary>
    protected ReadCase.View Case => Dossier.Case;

    /// <summary>
    /// Takes the case in hand, asks for the second step, and acts on the version of the case that stood on the screen when the person began: whoever was faster is named in the refusal.
    /// </summary>
    /// <param name="ask">Asks; null means that the person turned back.</param>
    /// <param name="act">Acts: who, what the second step gave, the version seen. Null when it was done.</param>
    /// <param name="done">What to tell then.</param>
    protected async Task<bool> HandleAsync<TChoice>(Func<Task<TChoice?>> ask, Func<StaffActor, TChoice, int, Task<Refusal?>> act, string done)
        where TChoice : class
    {
        ArgumentNullException.ThrowIfNull(ask);
        var seen = Case.Version;
        return await TakeInHandAsync() && await ask() is { } choice && await ActOnAsync((actor, version) => act(actor, choice, version), seen, done);
    }

    /// <summary>Acts on the version of the case that was seen, and tells what came of it.</summary>
    protected async Task<bool> ActOnAsync(Func<StaffActor, int, Task<Refusal?>> act, int seen, string done)
    {
        var isDone = false;
        await ActAsync(async actor =>
        {
            if (await act(actor, seen) is { } why)
            {
                Tell(why);
                return;
            }
            isDone = true;
            Tell(done);
        });
        await Page.RefreshAsync();
        return isDone;
    }

    /// <summary>Takes the case in hand, so that no colleague acts on it meanwhile; tells who has it where somebody else does.</summary>
    /// <param name="takeOver">Whether to take it from whoever has it.</param>
    /// <returns>Whether the person has it.</returns>
    protected async Task<bool> TakeInHandAsync(bool takeOver = false)
    {
        var mine = false;
        await ActAsync(async actor =>
        {
            switch (await Claim.HandleAsync(new(actor, Case.CaseId, takeOver), CancellationToken.None))
            {
                case ClaimCase.Answer.Claimed:
                    mine = true;
                    break;
                case ClaimCase.Answer.HeldByAnother { Refusal: var why }:
                    Tell(why);
                    break;
                case ClaimCase.Answer.Refused { Refusal: var why }:
                    Tell(why);
                    break;
                case var other:
                    throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}.");
            }
        });
        return mine;
    }
}
