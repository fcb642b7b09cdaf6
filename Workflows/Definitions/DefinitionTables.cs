using BackOffice.Workflows.Definitions.Drafts;
using BackOffice.Workflows.Definitions.Moves;
using BackOffice.Workflows.Definitions.Rehearsals;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Definitions;

/// <summary>The tables of drafts, rehearsals and moves: their keys, and what they are looked up by.</summary>
internal static class DefinitionTables
{
    /// <summary>Adds them.</summary>
    public static void AddTo(ModelBuilder builder)
    {
        builder.Entity<DefinitionDraft>(draft =>
        {
            draft.HasIndex(d => new { d.State, d.CreatedAt });
            draft.Property(d => d.Version).IsConcurrencyToken();
        });
        builder.Entity<DefinitionRehearsal>(rehearsal =>
        {
            rehearsal.HasIndex(r => new { r.DraftId, r.AskedAt });
            rehearsal.HasIndex(r => r.State);
        });
        builder.Entity<DefinitionMove>(move =>
        {
            move.HasIndex(m => m.StartedAt);
            move.HasIndex(m => m.State);
            move.Ignore(m => m.IsOpen);
        });
        builder.Entity<DefinitionMoveItem>(item =>
        {
            item.HasKey(i => new { i.MoveId, i.Place });
            item.HasIndex(i => new { i.MoveId, i.State, i.Place });
            // Two Hosts that take themselves for the worker cannot both do it.
            item.Property(i => i.State).IsConcurrencyToken();
        });
    }
}
