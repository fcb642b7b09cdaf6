using System.ComponentModel.DataAnnotations;

namespace BackOffice.Host.Telemetry;

/// <summary>Settings of section <c>Telemetry</c>: metrics and traces for a collector of OpenTelemetry.</summary>
public sealed class TelemetryOptions : IValidatableObject
{
    /// <summary>The address of a collector that takes OTLP over HTTP, such as <c>http://collector:4318</c>. Unless set nothing is measured for export and nothing leaves the machine.</summary>
    public string Endpoint { get; set; } = "";

    /// <summary>Headers for the collector, <c>name=value</c> parted by commas; a secret where they hold a token. None unless set.</summary>
    public string Headers { get; set; } = "";

    /// <summary>The part of the traces that is exported, from 0 to 1; 0.1 unless set. A trace that a caller began follows the caller's choice.</summary>
    [Range(0.0, 1.0)]
    public double TraceShare { get; set; } = 0.1;

    /// <summary>How often metrics are exported; 15 s unless set.</summary>
    public TimeSpan ExportEvery { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How often the figures in the database are read for them; 15 s unless set. The hashes left to wrap, for which the providers are read through, are counted forty times less often.</summary>
    public TimeSpan ReadEvery { get; set; } = TimeSpan.FromSeconds(15);

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Endpoint.Length > 0 && !(Uri.TryCreate(Endpoint, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"))
            yield return new("Telemetry:Endpoint must be an http or https address.", [nameof(Endpoint)]);
        if (ExportEvery < TimeSpan.FromMilliseconds(100) || ExportEvery > TimeSpan.FromHours(1))
            yield return new("Telemetry:ExportEvery must be between 100 milliseconds and an hour.", [nameof(ExportEvery)]);
        if (ReadEvery < TimeSpan.FromSeconds(1) || ReadEvery > TimeSpan.FromHours(1))
            yield return new("Telemetry:ReadEvery must be between a second and an hour.", [nameof(ReadEvery)]);
    }
}
