using Microsoft.Extensions.Localization;

namespace BackOffice.Designer.Audit;

/// <summary>The acts and values of the audit trail in words; what has none, as an act of an earlier release, is shown under its bare name.</summary>
internal static class AuditTexts
{
    private const string Acts = "Act.";

    /// <summary>An act in words.</summary>
    public static string ActOf(this IStringLocalizer<AuditWords> words, string act) => words[$"Act.{act}"] is { ResourceNotFound: false } text ? text : act;

    /// <summary>The name of a value in words.</summary>
    public static string ValueOf(this IStringLocalizer<AuditWords> words, string name) => words[$"Value.{name}"] is { ResourceNotFound: false } text ? text : name;

    /// <summary>Every act that has words, by those.</summary>
    public static IReadOnlyList<(string Act, string Text)> AllActs(this IStringLocalizer<AuditWords> words) =>
    [
        .. words.GetAllStrings(includeParentCultures: true).Where(text => text.Name.StartsWith(Acts, StringComparison.Ordinal)).DistinctBy(text => text.Name)
            .Select(text => (text.Name[Acts.Length..], text.Value)).OrderBy(act => act.Value, StringComparer.CurrentCultureIgnoreCase),
    ];
}
