using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BackOffice.Workflows.Data;

/// <summary>
/// Wakes one worker before its time, usually after a commit (<see cref="AfterCommit"/>): that of this process and, when it was added by <see cref="NudgeServices.AddNudge{T}"/>, those of the
/// other Hosts (<see cref="HostWire"/>). What the worker then does stands in the database, so a lost or a needless nudge does no harm.
/// </summary>
public abstract class Nudge
{
    private readonly Channel<bool> bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>What other Hosts know it by.</summary>
    internal string Name => GetType().Name;

    /// <summary>Passes it on to the other Hosts; null where nobody does.</summary>
    internal Action? PassOn { get; set; }

    /// <summary>Wakes it now, or lets it look once more after the look that it is at.</summary>
    public void Now()
    {
        Ring();
        PassOn?.Invoke();
    }

    /// <summary>Wakes the worker of this process alone: another Host has passed it on.</summary>
    internal void Ring() => bell.Writer.TryWrite(true);

    internal async Task WaitAsync(CancellationToken ct) => await bell.Reader.ReadAsync(ct);
}

/// <summary>Wires nudges.</summary>
internal static class NudgeServices
{
    /// <summary>Adds a nudge that wakes the worker of every Host, since any of them may be the one that does the duty at the moment.</summary>
    public static IServiceCollection AddNudge<T>(this IServiceCollection services) where T : Nudge
    {
        services.TryAddSingleton<T>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<Nudge, T>(provider => provider.GetRequiredService<T>()));
        return services;
    }
}
