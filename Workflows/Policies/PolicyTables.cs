using BackOffice.Workflows.Policies.Drafts;
using BackOffice.Workflows.Policies.Impact;
using BackOffice.Workflows.Policies.Reevaluation;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Policies;

/// <summary>The tables of rule sets and what they decided: their keys, and what they are looked up by.</summary>
internal static class PolicyTables
{
    /// <summary>Adds them.</summary>
    public static void AddTo(ModelBuilder builder)
    {
        builder.Entity<RuleSetVersion>(version =>
        {
            version.HasKey(v => v.Number);
            version.Property(v => v.Number).ValueGeneratedNever();
            version.HasIndex(v => v.Digest);
            version.HasIndex(v => v.Version).IsUnique();
        });
        builder.Entity<RuleSetDraft>(draft =>
        {
            draft.HasIndex(d => new { d.State, d.CreatedAt });
            draft.HasIndex(d => d.Digest);
            draft.Property(d => d.Version).IsConcurrencyToken();
            draft.Ignore(d => d.IsUndecided);
        });
        builder.Entity<PolicyAlarm>().HasIndex(alarm => alarm.ClearedAt);
        builder.Entity<ImpactPreview>(preview =>
        {
            preview.HasIndex(p => new { p.DraftId, p.AskedAt });
            preview.HasIndex(p => p.State);
            preview.Ignore(p => p.IsOpen);
        });
        builder.Entity<ImpactChange>(change =>
        {
            change.HasKey(c => new { c.PreviewId, c.Place });
            change.HasIndex(c => new { c.PreviewId, c.Kind, c.Place });
        });
        builder.Entity<ReevaluationRun>(run =>
        {
            run.HasKey(r => r.Number);
            run.Property(r => r.Number).ValueGeneratedNever();
            run.HasIndex(r => r.FinishedAt);
        });
        builder.Entity<Decision>().HasIndex(decision => decision.CaseId);
    }
}
