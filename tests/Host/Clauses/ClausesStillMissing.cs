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
        ["3.b"] = "Changing user ID and password is tested over HTTP (3.a); in the browser it comes with the provider pages.",
        ["4.a"] = "Editing an identity at every site comes with the life of accounts.",
        ["4.b"] = "Qualification data of every site before and after every act comes with the life of accounts.",
        ["4.d"] = "That nothing of a tender is stored comes with the approved list of the database schema.",
    };
}
