using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using BackOffice.Fixtures;
using BackOffice.Host.Tests.Clauses;
using BackOffice.Host.Tests.Consistency;
using BackOffice.Host.Tests.Desk;
using BackOffice.Host.Tests.Groups;
using BackOffice.Workflows.Data;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Operations;
using BackOffice.Workflows.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BackOffice.Host.Tests.Telemetry;

/// <summary>Meters and sources are known by name alone, and a process of tests holds many Hosts: only one that is alone exports its own.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

/// <summary>What is exported: every figure that the dashboard draws, spans with the numbers of cases, and nothing that identifies a person or a company.</summary>
[Collection(nameof(Alone))]
public sealed partial class TelemetryTests
{
    private static readonly string[] Metrics =
    [
        "backoffice.workflow.step.duration", "backoffice.workflow.turns", "backoffice.workflow.parked", "backoffice.cases.open", "backoffice.cases.oldest_wait", "backoffice.outbox.depth", "backoffice.outbox.age",
        "backoffice.hash.queue.length", "backoffice.hash.queue.wait", "backoffice.hashes.unwrapped", "backoffice.database.commits", "backoffice.database.retries", "backoffice.duty.rounds", "backoffice.duty.failures",
    ];

    private static readonly string[] Labels =
        ["backoffice_case_state", "backoffice_parked_for", "backoffice_step_type", "backoffice_step_tried_again", "backoffice_step_entry", "backoffice_duty_name"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Every_metric_and_a_span_for_each_turn_is_exported_and_nothing_personal_with_them(DatabaseProvider database)
    {
        await using var collector = await Collector.StartAsync(Cancel);
        await using var host = await RunningHost.StartAsync(database, ("Telemetry:Endpoint", collector.Address), ("Telemetry:TraceShare", "1"), ("Telemetry:ExportEvery", "00:00:00.5"));
        var desk = await host.DeskAsync();
        var sari = await host.AddStaffAsync("sari", StaffRoles.Helpdesk);
        Assert.Equal("active", (await desk.Medan.ProveDefaultPasswordAsync("sinar-12", GroupScenes.DefaultPassword)).State());
        (await desk.Padang.ProveDefaultPasswordAsync("sinar-300", "bukan kata sandinya")).RefusedAs(System.Net.HttpStatusCode.Forbidden, "wrong-password");
        (await desk.Jambi.LoginAsync("sinar-277", GroupScenes.DefaultPassword)).Done();
        await sari.ListAsync("q=12@sinar.example");
        var number = (await sari.CaseAsync($"{desk.SinarMedan}"))["number"];
        // The gauges are read by the Host's own clock.
        host.Clock.Advance(TimeSpan.FromSeconds(15));

        var missing = Metrics;
        await Eventually.TrueAsync(() => (missing = [.. Metrics.Where(name => !collector.Text("/v1/metrics").Contains(name, StringComparison.Ordinal))]).Length == 0,
            otherwise: () => $"Never exported: {string.Join(", ", missing)}", cancel: Cancel);
        await Eventually.TrueAsync(() => collector.Text("/v1/traces") is var traces && traces.Contains(number, StringComparison.Ordinal) && traces.Contains("BackOffice.MergeIntoDefault first", StringComparison.Ordinal)
            && traces.Contains("/api/v1/sites/{code}/login", StringComparison.Ordinal), otherwise: () => "The turns of the case were never exported.", cancel: Cancel);

        foreach (var secret in new[]
        {
            GroupScenes.DefaultPassword, "bukan kata sandinya", "12@sinar.example", "sinar.example", "Sinar Kencana", "CAHAYA TIMUR", "Cahaya Timur", "sinar-12", "sinar-300", "sinar-277",
            desk.Jambi.Credentials.Secret, sari.Password, "01.234.567", "Ahmad Yani",
        })
            Assert.DoesNotContain(secret, collector.All, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Turn_after_a_wait_is_linked_to_the_turn_before_it()
    {
        await using var collector = await Collector.StartAsync(Cancel);
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite, ("Telemetry:Endpoint", collector.Address), ("Telemetry:TraceShare", "1"));
        var desk = await host.DeskAsync();
        var before = await host.Database.ReadAsync((db, ct) => db.Instances.Where(instance => instance.CaseId == desk.SinarMedan).Select(instance => instance.Trace).SingleAsync(ct), Cancel);
        using var listener = new System.Diagnostics.ActivityListener
        {
            ShouldListenTo = source => source.Name == Instruments.Name,
            Sample = (ref System.Diagnostics.ActivityCreationOptions<System.Diagnostics.ActivityContext> _) => System.Diagnostics.ActivitySamplingResult.AllDataAndRecorded,
        };
        var links = new System.Collections.Concurrent.ConcurrentBag<string>();
        listener.ActivityStopped = activity => activity.Links.ToList().ForEach(link => links.Add($"00-{link.Context.TraceId}-{link.Context.SpanId}-01"));
        System.Diagnostics.ActivitySource.AddActivityListener(listener);

        (await desk.Medan.ProveDefaultPasswordAsync("sinar-12", GroupScenes.DefaultPassword)).Done();

        Assert.Contains(before, links);
    }

    [Fact]
    public async Task Without_a_collector_nothing_is_read_for_it_and_no_wait_is_traced()
    {
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite);
        var desk = await host.DeskAsync();

        Assert.Empty(host.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<Gauges>());
        Assert.Null(await host.Database.ReadAsync((db, ct) => db.Instances.Where(instance => instance.CaseId == desk.SinarMedan).Select(instance => instance.Trace).SingleAsync(ct), Cancel));
    }

    [Theory, OnBothDatabases]
    public async Task Figures_stand_in_the_answer_of_operations_too(DatabaseProvider database)
    {
        await using var host = await RunningHost.StartAsync(database, ("Workflows:SweepEvery", "00:10:00"));
        var desk = await host.DeskAsync();
        await host.SettledAsync();
        var (andi, sari) = (await host.AddStaffAsync("andi", StaffRoles.Auditor), await host.AddStaffAsync("sari", StaffRoles.Helpdesk));
        await host.ByHandAsync(db => db.Instances.Where(instance => instance.CaseId == desk.Mending)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.Status, InstanceStatus.Parked).SetProperty(one => one.Due, (DateTimeOffset?)null), Cancel));

        var figures = (await andi.CallAsync(HttpMethod.Get, "operations")).Done().Json.GetProperty("figures");

        Assert.Equal(
            ["awaitIdentity 1", "awaitDefaultPassword 2", "underReview 1"],
            figures.GetProperty("cases").EnumerateArray().Where(standing => standing.GetProperty("cases").GetInt32() > 0).Select(standing => $"{standing.GetProperty("state").GetString()} {standing.GetProperty("cases")}")
                .OrderBy(line => line is ['a', 'w', 'a', 'i', 't', 'I', ..] ? 0 : line is ['a', ..] ? 1 : 2));
        Assert.Equal((0, 1, 0), (figures.GetProperty("waitForRetry").GetInt32(), figures.GetProperty("waitForPerson").GetInt32(), figures.GetProperty("outbox").GetInt32()));
        (await sari.CallAsync(HttpMethod.Get, "operations")).RefusedAs(System.Net.HttpStatusCode.Forbidden, "role-missing");
    }

    [Fact]
    public async Task Dashboard_and_alerts_name_only_metrics_that_exist()
    {
        List<string> there = [];
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Name == Instruments.Name)
                lock (there)
                    there.AddRange(InPrometheus(instrument));
        };
        listener.Start();
        // Nobody listens at this address, and nothing waits for it.
        await using var host = await RunningHost.StartAsync(DatabaseProvider.Sqlite, ("Telemetry:Endpoint", "http://127.0.0.1:9"));
        await host.DeskAsync();

        foreach (var file in new[] { "grafana.json", "alerts.yml" })
        {
            var named = Named().Matches(await File.ReadAllTextAsync(RepositoryRoot.File("docs", "operation", file), Cancel)).Select(match => match.Value).Distinct().ToList();
            Assert.NotEmpty(named);
            Assert.Empty(named.Except(there).Except(Labels));
        }
    }

    // As the collector's Prometheus exporter names them.
    private static IEnumerable<string> InPrometheus(Instrument instrument)
    {
        var name = instrument.Name.Replace('.', '_') + (instrument.Unit == "s" ? "_seconds" : "");
        return instrument switch
        {
            Histogram<double> => [$"{name}_bucket", $"{name}_sum", $"{name}_count"],
            Counter<long> or ObservableCounter<long> => [$"{name}_total"],
            _ => [name],
        };
    }

    [GeneratedRegex(@"\bbackoffice_[a-z_]+")]
    private static partial Regex Named();
}
