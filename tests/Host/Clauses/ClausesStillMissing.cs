namespace BackOffice.Host.Tests.Clauses;

/// <summary>
/// The one place that names what no test here asserts yet, and why. A clause leaves this list in the change that brings its tests; see
/// <see cref="EveryClauseTests"/>, which keeps the list and the test classes in step.
/// </summary>
internal static class ClausesStillMissing
{
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["2.c"] = "The form on the provider's Home page comes with the provider pages.",
        ["2.i"] = "The chart of the path is shown by the workflow designer.",
        ["4.d"] = "That nothing of a tender is stored comes with the approved list of the database schema.",
    };
}
