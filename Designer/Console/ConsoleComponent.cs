using BackOffice.Workflows;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Staff;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;
using MudBlazor;

namespace BackOffice.Designer.Console;

/// <summary>
/// A page of the console, or a part of one, that asks use cases. It knows who acts, tells what came of it in the corner, and can keep what it shows up to date.
/// </summary>
public abstract class ConsoleComponent : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource gone = new();
    private int asked;

    [Inject]
    private ConsoleCaller Caller { get; set; } = null!;

    [Inject]
    private Database Database { get; set; } = null!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = null!;

    [Inject]
    private ILoggerFactory Loggers { get; set; } = null!;

    [Inject]
    private IStringLocalizer<ConsoleWords> Shared { get; set; } = null!;

    /// <summary>Where the person is, and how to go elsewhere.</summary>
    [Inject]
    protected NavigationManager Navigation { get; set; } = null!;

    /// <summary>Cancelled when the person leaves the page: pass it to every use case that only reads.</summary>
    protected CancellationToken Gone => gone.Token;

    /// <summary>The address may ask for something else from here on, and so what was asked for before is outdated.</summary>
    public override Task SetParametersAsync(ParameterView parameters)
    {
        asked++;
        return base.SetParametersAsync(parameters);
    }

    /// <summary>What a use case answers to what the page shows, to be awaited within <see cref="ActAsync"/>; an answer that comes after the person has gone on to something else is dropped.</summary>
    protected async Task<T> AnswerAsync<T>(Task<T> answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var then = asked;
        var found = await answer;
        return then == asked ? found : throw new OutdatedException();
    }

    /// <summary>
    /// Does something for the person. When the session is over it leads to the sign-in page instead; a fault is logged and told, and the page stays.
    /// What writes gets <see cref="CancellationToken.None"/>: leaving the page does not undo half of an act.
    /// </summary>
    /// <returns>Whether it was done.</returns>
    protected async Task<bool> ActAsync(Func<StaffActor, Task> act)
    {
        ArgumentNullException.ThrowIfNull(act);
        try
        {
            if (await Caller.FindAsync(Gone) is not { } actor)
            {
                Navigation.NavigateTo(SignInAddress.From(Navigation), forceLoad: true);
                return false;
            }
            await act(actor);
            return true;
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
            return false;
        }
        catch (OutdatedException)
        {
            return false;
        }
#pragma warning disable CA1031 // A fault in one act must not end the circuit with everything else that the person has open.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Loggers.CreateLogger(GetType()).LogError(fault, "{Component} failed", GetType().Name);
            Snackbar.Add(Shared["Fault.Act"], Severity.Error);
            return false;
        }
    }

    /// <summary>Tells that something was done.</summary>
    protected void Tell(string done) => Snackbar.Add(done, Severity.Success);

    /// <summary>Tells why something was not done.</summary>
    protected void Tell(Refusal refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        Snackbar.Add(refusal.Sentence.Here(), Severity.Error);
    }

    /// <summary>
    /// Calls <paramref name="reload"/> whenever something may have changed, until the person leaves: soon after this process committed something, otherwise every now and then,
    /// since another Host may have. A slow reload makes the pauses longer. None of it is a sign of the person: the session of a page that nobody uses ends.
    /// </summary>
    protected void KeepCurrent(Func<Task> reload) => _ = InvokeAsync(async () =>
    {
        Caller.OnlyWatch();
        var seen = Database.Commits;
        var pause = LiveUpdates.Pause;
        for (var idle = TimeSpan.Zero; !gone.IsCancellationRequested; idle += pause)
        {
            await Task.Delay(pause, gone.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            if (gone.IsCancellationRequested || (Database.Commits == seen && idle < LiveUpdates.Longest))
                continue;
            (seen, idle) = (Database.Commits, TimeSpan.Zero);
            var started = Environment.TickCount64;
            await reload();
            pause = LiveUpdates.PauseAfter(TimeSpan.FromMilliseconds(Environment.TickCount64 - started));
            StateHasChanged();
        }
    });

    /// <inheritdoc />
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends what the component began.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing || gone.IsCancellationRequested)
            return;
        gone.Cancel();
        gone.Dispose();
    }

    private sealed class OutdatedException : Exception;
}
