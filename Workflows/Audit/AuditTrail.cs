using BackOffice.Rules.Identity;
using BackOffice.Workflows.Activation;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Audit;

/// <summary>Writes who did what into the transaction in which it is done.</summary>
public sealed class AuditTrail(BackOfficeDb db, TimeProvider clock)
{
    /// <summary>
    /// Records one act. On a case that is loaded in this transaction it counts the version up, unless the act has done so itself. <paramref name="values"/> are personal values, kept apart so that they can be erased; never secrets.
    /// </summary>
    /// <param name="actor">Who.</param>
    /// <param name="act">What, in kebab-case.</param>
    /// <param name="site">The site it was done at.</param>
    /// <param name="account">The account it is about.</param>
    /// <param name="case">The case it is about.</param>
    /// <param name="values">Names and values.</param>
    public void Record(Actor actor, string act, SiteCode? site = null, long? account = null, CaseId? @case = null, params ReadOnlySpan<(string Name, string Value)> values)
    {
        var entry = new AuditEntry
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            At = clock.GetUtcNow(),
            ActorKind = actor.Kind,
            Actor = actor.Name,
            Act = act,
            SiteCode = site?.Value,
            AccountId = account,
            CaseId = @case,
            CaseVersion = @case is { } id ? CountUp(id) : null,
        };
        foreach (var (name, value) in values)
            entry.Values.Add(new() { EntryId = entry.Id, Name = name, Value = value });
        db.Audit.Add(entry);
    }

    private int? CountUp(CaseId id)
    {
        if (db.Tracked<ActivationCase>().FirstOrDefault(one => one.Entity.Id == id) is not { } loaded)
            return null;
        var version = loaded.Property(@case => @case.Version);
        if (loaded.State != EntityState.Added && version.CurrentValue == version.OriginalValue)
            version.CurrentValue++;
        return version.CurrentValue;
    }
}
