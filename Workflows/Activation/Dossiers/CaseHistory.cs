using System.Text.Json;
using BackOffice.Rules;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Notices;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Activation.Dossiers;

/// <summary>Reads all that happened in a case into one history.</summary>
internal static class CaseHistory
{
    /// <summary>The history, oldest first. Where times are equal, an act comes before what the path made of it, and that before the mail about it.</summary>
    public static async Task<IReadOnlyList<CaseEvent>> ReadAsync(BackOfficeDb db, NoticeTemplates templates, CaseId @case, CancellationToken ct)
    {
        var acts = await db.Audit.Where(act => act.CaseId == @case).OrderBy(act => act.Id)
            .Select(act => new { act.At, act.ActorKind, act.Actor, act.Act, Values = act.Values.OrderBy(value => value.Name).Select(value => new { value.Name, value.Value }).ToList() }).ToListAsync(ct);
        var decisions = await db.Decisions.Where(decision => decision.CaseId == @case && decision.Subject == "").OrderBy(decision => decision.Id)
            .Select(decision => new CaseEvent.Decision(decision.At, decision.Policy, decision.Outcome, decision.Fired, decision.RulesVersion)).ToListAsync(ct);
        var passages = await db.Journal.Where(entry => entry.CaseId == @case).OrderBy(entry => entry.Id)
            .Select(entry => new CaseEvent.Passage(entry.At, entry.Node, entry.Step, entry.Outcome)).ToListAsync(ct);
        var notices = await db.Notices.Where(notice => notice.CaseId == @case).OrderBy(notice => notice.Id).ToListAsync(ct);
        var notes = await db.CaseNotes.Where(note => note.CaseId == @case).OrderBy(note => note.Id).Select(note => new CaseEvent.Note(note.At, note.By, note.Text)).ToListAsync(ct);
        return
        [
            .. acts.Select(act => (CaseEvent)new CaseEvent.Act(act.At, new(act.ActorKind, act.Actor), act.Act, [.. act.Values.Select(value => (value.Name, value.Value))]))
                .Concat(decisions).Concat(passages).Concat(notices.Select(notice => Describe(notice, templates))).Concat(notes)
                .OrderBy(entry => entry.At),
        ];
    }

    private static CaseEvent.Mail Describe(Notice notice, NoticeTemplates templates)
    {
        var values = JsonSerializer.Deserialize<Dictionary<string, Sentence>>(notice.Variables) ?? [];
        var template = templates[notice.Template];
        return new(
            notice.CreatedAt, notice.Id, notice.Template,
            new(Subject(template.Indonesian, name => values.GetValueOrDefault(name)?.Indonesian), Subject(template.English, name => values.GetValueOrDefault(name)?.English)),
            notice.ToAddress, notice.State, notice.SentAt, notice.BounceReason ?? notice.Failure);
    }

    private static string Subject(NoticeSection section, Func<string, string?> value) => string.Concat(section.Title.Select(run => run.IsVariable ? value(run.Text) : run.Text));
}
