using BackOffice.Designer.Console;
using BackOffice.Rules.Identity;
using BackOffice.Workflows.Registry.Joining;
using BackOffice.Workflows.Staff;
using Microsoft.AspNetCore.Components;

namespace BackOffice.Designer.Sites.BringIn;

/// <summary>A step of the guide that starts and stops jobs of its site.</summary>
public abstract class BringInPart : ConsoleComponent
{
    [Inject]
    private StartSiteJob Jobs { get; set; } = null!;

    /// <summary>Where the site is.</summary>
    [Parameter, EditorRequired]
    public BringInView View { get; set; } = null!;

    /// <summary>Called when something was done here.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    /// <summary>The site.</summary>
    protected SiteCode Site => SiteCode.Parse(View.Site.Site.Site);

    /// <summary>Starts a job, or finds the same one under way.</summary>
    protected Task StartAsync(SiteJobKind kind, bool fromUpload = false) => JobAsync(actor => Jobs.HandleAsync(new(actor, Site, kind, fromUpload), CancellationToken.None));

    /// <summary>Stops a job.</summary>
    protected Task StopAsync(Guid job) => JobAsync(actor => Jobs.StopAsync(actor, Site, job, CancellationToken.None));

    private Task<bool> JobAsync(Func<StaffActor, Task<StartSiteJob.Answer>> act) => ActAsync(async actor =>
    {
        switch (await act(actor))
        {
            case StartSiteJob.Answer.Started or StartSiteJob.Answer.Stopped:
                await Changed.InvokeAsync();
                break;
            case StartSiteJob.Answer.Refused { Refusal: var why }:
                Tell(why);
                break;
            case var other:
                throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}.");
        }
    });
}
