using System.CommandLine;
using BackOffice.Workflows.Incidents;
using BackOffice.Workflows.Staff;

namespace BackOffice.Host.CommandLine;

/// <summary><c>incidents</c>: prints whatever stands still, the first of them at most.</summary>
internal static class IncidentsCommand
{
    public static Command Make()
    {
        Command command = new("incidents", "Lists whatever stands still: failed steps, passed due dates, unread signals, letters and reports that came to nothing, work that makes no progress.");
        command.SetAction((parsed, ct) => Verb.WithHostAsync(parsed, async services =>
        {
            switch (await services.GetRequiredService<ListIncidents>().HandleAsync(new(StaffActor.CommandLine, Take: ListIncidents.MaxPageSize), ct))
            {
                case ListIncidents.Answer.Listed listed:
                    return await Verb.SayFindingsAsync(parsed, listed,
                        [.. listed.Incidents.Select(line => $"{line.Since:u} {line.Number ?? line.Subject?.ToString() ?? line.Detail}: {line.Sentence.English}")], $"{listed.Total} things stand still.");
                case ListIncidents.Answer.Refused { Refusal: var why }:
                    return await Verb.RefuseAsync(why);
                case var other:
                    throw new InvalidOperationException($"Unhandled answer {other.GetType().Name}.");
            }
        }, ct));
        return command;
    }
}
