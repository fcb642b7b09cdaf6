using BackOffice.Workflows.Data;

namespace BackOffice.Workflows.Notices;

/// <summary>Keeps those apart who write down what became of one notice: the mail worker, a delivery report, staff.</summary>
internal static class NoticeLock
{
    /// <summary>The key of one notice.</summary>
    public static long Of(Guid notice) => LockKey.Of("notice", notice.ToString("N"));
}
