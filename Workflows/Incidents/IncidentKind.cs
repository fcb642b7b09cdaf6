namespace BackOffice.Workflows.Incidents;

/// <summary>The ways in which something can stand still. Whatever does not go on by itself in time is one of them, so that nothing is stuck without being listed.</summary>
public enum IncidentKind
{
    /// <summary>A step failed and is tried again by itself.</summary>
    WaitsForRetry,

    /// <summary>A step failed and its tries are used up.</summary>
    WaitsForPerson,

    /// <summary>A step has run for longer than <see cref="Engine.WorkflowOptions.StuckAfter"/> and nobody took it up again.</summary>
    RunsTooLong,

    /// <summary>A due date passed and nobody looked.</summary>
    PastDue,

    /// <summary>A case waits for no signal and no date.</summary>
    WaitsOnNothing,

    /// <summary>An open case has no workflow that drives it.</summary>
    NeverStarted,

    /// <summary>The workflow of an open case has ended or was cancelled.</summary>
    Ended,

    /// <summary>A signal came and nobody looked at it.</summary>
    SignalUnread,

    /// <summary>A notice reached nobody and was not sent again since.</summary>
    NoticeUndelivered,

    /// <summary>A report could not be drawn.</summary>
    ReportFailed,

    /// <summary>
    /// Long work in the background (a job of a site, what follows when a site joined or left, an act on many cases, a move to another version, the rehearsal of a workflow's draft, the preview of a
    /// policy's draft, the look again at open cases after a policy was published) has shown no sign of life for <see cref="IncidentOptions.StandsStillAfter"/>; where it gives none, since it began.
    /// </summary>
    WorkStandsStill,
}
