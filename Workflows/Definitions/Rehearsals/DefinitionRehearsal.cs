using System.Text.Json;
using System.Text.Json.Serialization;
using BackOffice.Rules;

namespace BackOffice.Workflows.Definitions.Rehearsals;

/// <summary>How far a rehearsal is.</summary>
public enum RehearsalState
{
    /// <summary>It waits for a worker.</summary>
    Due,

    /// <summary>A worker is at it.</summary>
    Running,

    /// <summary>Every scenario was played, whatever came of it.</summary>
    Done,

    /// <summary>It could not be played.</summary>
    Failed,
}

/// <summary>A draft that is tried on the scenarios before anybody meets it: on a Host of its own for each, with a clock of its own, so that nothing here is touched.</summary>
public sealed class DefinitionRehearsal
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The draft.</summary>
    public required Guid DraftId { get; init; }

    /// <summary>The digest of the text that it is about; the outcome counts for that text alone.</summary>
    public required string Digest { get; init; }

    /// <summary>Who asked for it.</summary>
    public required string AskedBy { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>How far it is.</summary>
    public required RehearsalState State { get; set; }

    /// <summary>How often a worker began it: again after its process died.</summary>
    public int Attempts { get; set; }

    /// <summary>When it ended; null before.</summary>
    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>What came of each scenario, a list of <see cref="RehearsedScenario"/> as JSON; null before it is done.</summary>
    public string? Scenarios { get; set; }
}

/// <summary>What came of one scenario.</summary>
/// <param name="Name">What it shows, as a sentence.</param>
/// <param name="Clause">The clause that it shows; null where it shows none.</param>
/// <param name="Problem">The step at which it came otherwise, and how; null when it ended as expected.</param>
public sealed record RehearsedScenario(Sentence Name, string? Clause, Sentence? Problem)
{
    private static readonly JsonSerializerOptions Stored = new() { Converters = { new TextOrSentence() } };

    /// <summary>Reads a list as it is stored.</summary>
    internal static IReadOnlyList<RehearsedScenario> Read(string json) => JsonSerializer.Deserialize<List<RehearsedScenario>>(json, Stored)!;

    /// <summary>Writes a list as it is stored.</summary>
    internal static string Write(IReadOnlyList<RehearsedScenario> scenarios) => JsonSerializer.Serialize(scenarios, Stored);

    // A rehearsal that was played before there were two languages has a text where now is a sentence.
    private sealed class TextOrSentence : JsonConverter<Sentence>
    {
        public override Sentence Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType == JsonTokenType.String
            ? new(reader.GetString()!, reader.GetString()!)
            : JsonSerializer.Deserialize<Sentence>(ref reader)!;

        public override void Write(Utf8JsonWriter writer, Sentence value, JsonSerializerOptions options) => JsonSerializer.Serialize(writer, value);
    }
}

/// <summary>Plays every scenario against a definition. A border: whoever serves knows how to build a Host, the back office does not.</summary>
public interface IScenarioStage
{
    /// <summary>Plays them all, and says what came of each.</summary>
    /// <param name="json">The definition file to try beside those shipped.</param>
    /// <param name="ct">Cancels.</param>
    Task<IReadOnlyList<RehearsedScenario>> PlayAsync(string json, CancellationToken ct);
}
