namespace BackOffice.Host.Rehearsal;

/// <summary>
/// A clock that only its owner moves. A leap wakes each timer that came due once, however often it would have rung: a worker that looks every second is then asked once
/// about a month, not two and a half million times.
/// </summary>
/// <param name="start">The first moment.</param>
public sealed class VirtualClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly HashSet<Timer> timers = [];
    private DateTimeOffset now = start;
    private TimeSpan setBack;

    /// <inheritdoc />
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc />
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
            return now - setBack;
    }

    /// <inheritdoc />
    public override long GetTimestamp()
    {
        lock (gate)
            return now.Ticks;
    }

    /// <summary>Sets back the clock on the wall, as an operator or a time server does; timers and what measures spans do not notice.</summary>
    public void SetBack(TimeSpan span)
    {
        lock (gate)
            setBack += span;
    }

    /// <summary>Leaps forward.</summary>
    public void Advance(TimeSpan span)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(span.Ticks, nameof(span));
        List<Timer> due;
        lock (gate)
        {
            now += span;
            due = [.. timers.Where(timer => timer.Due <= now).OrderBy(timer => timer.Due)];
            foreach (var timer in due)
                timer.Rearm(now);
        }
        foreach (var timer in due)
            timer.Ring();
    }

    /// <summary>Leaps forward to a moment.</summary>
    public void SetUtcNow(DateTimeOffset moment) => Advance(moment - GetUtcNow());

    /// <inheritdoc />
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class Timer(VirtualClock clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan period = Timeout.InfiniteTimeSpan;

        public DateTimeOffset Due { get; private set; } = DateTimeOffset.MaxValue;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                this.period = period;
                Due = dueTime == Timeout.InfiniteTimeSpan ? DateTimeOffset.MaxValue : clock.now + dueTime;
                clock.timers.Add(this);
                if (dueTime != TimeSpan.Zero)
                    return true;
                Rearm(clock.now);
            }
            ThreadPool.QueueUserWorkItem(static timer => timer.Ring(), this, preferLocal: false);
            return true;
        }

        public void Rearm(DateTimeOffset from) => Due = period <= TimeSpan.Zero ? DateTimeOffset.MaxValue : from + period;

        public void Ring() => callback(state);

        public void Dispose()
        {
            lock (clock.gate)
                clock.timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
