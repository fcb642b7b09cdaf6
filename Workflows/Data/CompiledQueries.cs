using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;

namespace BackOffice.Workflows.Data;

/// <summary>
/// Queries on the way of every case, each made out of its expression once: a query that is written where it runs is built, taken apart and looked up each time, which takes as long as SQLite needs
/// to answer it (ADR 36).
/// </summary>
internal static class CompiledQueries
{
    private const string Name = "BackOffice:CompiledQueries";

    /// <summary>
    /// The query that <paramref name="compile"/> makes, from the second time on the one that it made. It belongs to the model of this database, and to the way in which the context tracks what it reads.
    /// </summary>
    /// <typeparam name="TQuery">What <see cref="EF"/> gives: a function from the context and the values.</typeparam>
    /// <param name="db">The context that will run it.</param>
    /// <param name="compile">A <see langword="static"/> lambda, since the query is known by it.</param>
    public static TQuery Compiled<TQuery>(this BackOfficeDb db, Func<TQuery> compile) where TQuery : Delegate
    {
        var known = db.Model.GetOrAddRuntimeAnnotationValue(Name, static _ => new ConcurrentDictionary<(Delegate, QueryTrackingBehavior), Delegate>(new BySite()), (object?)null);
        return (TQuery)known.GetOrAdd((compile, db.ChangeTracker.QueryTrackingBehavior), static query => ((Func<TQuery>)query.Item1)());
    }

    // The compiler keeps one delegate for each static lambda; comparing two of them by their methods would be slower than some queries.
    private sealed class BySite : IEqualityComparer<(Delegate Compile, QueryTrackingBehavior Tracking)>
    {
        public bool Equals((Delegate Compile, QueryTrackingBehavior Tracking) x, (Delegate Compile, QueryTrackingBehavior Tracking) y) =>
            ReferenceEquals(x.Compile, y.Compile) && x.Tracking == y.Tracking;

        public int GetHashCode((Delegate Compile, QueryTrackingBehavior Tracking) query) => RuntimeHelpers.GetHashCode(query.Compile) ^ (int)query.Tracking;
    }
}
