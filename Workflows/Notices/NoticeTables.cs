using BackOffice.Workflows.Data;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Notices;

/// <summary>The tables of notices: their keys, and what they are looked up by.</summary>
internal static class NoticeTables
{
    /// <summary>Adds them.</summary>
    public static void AddTo(ModelBuilder builder, bool isPostgreSql)
    {
        builder.Entity<Notice>(notice =>
        {
            notice.HasIndex(n => n.Occasion).IsUnique();
            notice.HasIndex(n => n.NextAttemptAt);
            notice.HasIndex(n => n.CaseId);
            notice.HasIndex(n => n.MessageId);
            notice.HasIndex(n => n.LastAttemptAt);
            notice.HasIndex(n => new { n.State, n.CreatedAt });
            notice.HasIndex(n => n.ResendOf);
            notice.HasIndex(n => n.CreatedAt);
            notice.HasIndex(n => n.AccountId);
            notice.HasIndex(n => new { n.Template, n.CreatedAt });
            notice.HasIndex(n => new { n.ToKey, n.CreatedAt });
            notice.Property(n => n.ToKey).IsComputed("lower(\"ToAddress\")", isPostgreSql);
        });
    }
}
