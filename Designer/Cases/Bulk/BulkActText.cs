using BackOffice.Designer.Console;
using BackOffice.Workflows.Activation.Desk.Bulk;
using Microsoft.Extensions.Localization;

namespace BackOffice.Designer.Cases.Bulk;

/// <summary>What an act on many cases is called once it is filled in.</summary>
internal static class BulkActText
{
    /// <summary>The act in the language of the page.</summary>
    public static string Of(BulkAct act, IStringLocalizer<BulkWords> W) => act switch
    {
        BulkAct.Remind => W["Remind"],
        BulkAct.Extend extend => W["Extend.To", Local.DayBefore(extend.Until)],
        BulkAct.Reassign { Owner: null } => W["Reassign.Nobody"],
        BulkAct.Reassign { Owner: var owner } => W["Reassign.To", owner],
        BulkAct.Note => W["Note"],
        _ => throw new InvalidOperationException($"Unhandled act {act.GetType().Name}."),
    };
}
