using BackOffice.Workflows.Operations;
using Npgsql;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace BackOffice.Host.Telemetry;

/// <summary>Exports metrics and traces to a collector, where one is set; otherwise nothing of it is there.</summary>
internal static class TelemetryServices
{
    // Providers are read through for it, so it is asked seldom.
    private const int HashesSeldom = 40;

    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TelemetryOptions>().Bind(configuration.GetSection("Telemetry")).ValidateDataAnnotations().ValidateOnStart();
        services.AddOperations();
        var options = configuration.GetSection("Telemetry").Get<TelemetryOptions>() ?? new();
        // What is wrong with it is told at the start, by its own check.
        if (!Uri.TryCreate(options.Endpoint, UriKind.Absolute, out var collector))
            return services;
        services.AddSingleton(new GaugeRhythm(options.ReadEvery, options.ReadEvery * HashesSeldom)).AddHostedService<Gauges>();
        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("backoffice", serviceVersion: typeof(TelemetryServices).Assembly.GetName().Version?.ToString(), serviceInstanceId: $"{Environment.MachineName}-{Environment.ProcessId}"))
            .WithMetrics(metrics => metrics
                .AddMeter(Instruments.Name)
                .AddAspNetCoreInstrumentation()
                .AddRuntimeInstrumentation()
                .AddNpgsqlInstrumentation()
                .AddOtlpExporter((exporter, reader) =>
                {
                    SendTo(exporter, collector, "v1/metrics", options);
                    reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = (int)options.ExportEvery.TotalMilliseconds;
                }))
            .WithTracing(traces => traces
                .SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(options.TraceShare)))
                .AddSource(Instruments.Name)
                .AddAspNetCoreInstrumentation()
                .AddNpgsql()
                .AddProcessor(new NothingPersonal())
                .AddOtlpExporter(exporter => SendTo(exporter, collector, "v1/traces", options)));
        return services;
    }

    private static void SendTo(OtlpExporterOptions exporter, Uri collector, string path, TelemetryOptions options)
    {
        exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
        exporter.Endpoint = new(collector, path);
        exporter.Headers = options.Headers;
    }
}
