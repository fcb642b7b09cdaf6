using System.Text;
using System.Text.Json;
using BackOffice.Rules;

namespace BackOffice.Workflows.Engine;

/// <summary>
/// Reads a definition file strictly: what is outside the supported subset of Elsa's format is refused as a whole, every problem with its place at once.
/// Elsa itself would only log such mistakes and run what is left.
/// </summary>
public sealed class DefinitionReader(StepCatalogue catalogue)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly string[] ActivityProperties = ["id", "type", "version", "metadata"];
    private static readonly string[] CaseData = ["variables", "inputs", "outputs"];

    /// <summary>Reads the bytes of a file.</summary>
    public DefinitionReading Read(ReadOnlyMemory<byte> file)
    {
        if (file.Span.StartsWith(Encoding.UTF8.Preamble))
            file = file[Encoding.UTF8.Preamble.Length..];
        var problems = new List<DefinitionProblem>();
        try
        {
            using var document = JsonDocument.Parse(Utf8.GetString(file.Span), new() { AllowDuplicateProperties = false });
            var definition = ReadDefinition(new(document.RootElement, "$", problems));
            return definition is null || problems.Count > 0 ? new DefinitionReading.Refused(JsonLines.AddTo(problems, file.Span)) : new DefinitionReading.Accepted(definition);
        }
        catch (JsonException e) when (e.LineNumber is { } line)
        {
            return Refused(DefinitionProblems.NotJson(line + 1, (e.BytePositionInLine ?? 0) + 1), (int)line + 1);
        }
        catch (JsonException)
        {
            return Refused(DefinitionProblems.Twice);
        }
        catch (InvalidOperationException)
        {
            // How the parser says it of a text that is asked for, long after it took the file.
            return Refused(DefinitionProblems.HalfCharacter);
        }
        catch (DecoderFallbackException)
        {
            return Refused(DefinitionProblems.NotUtf8);
        }

        static DefinitionReading.Refused Refused(Sentence sentence, int? line = null) => new([new("$", sentence, line)]);
    }

    private WorkflowDefinition? ReadDefinition(JsonPlace file)
    {
        if (!file.IsObject())
            return null;
        foreach (var (name, place) in file.Others(["id", "definitionId", "name", "description", "version", "isLatest", "isPublished", "root", "metadata"]))
        {
            if (!CaseData.Contains(name))
                place.Report(DefinitionProblems.Unknown(name));
            else if (place.Items() is not null and not [])
                place.Report(DefinitionProblems.NoVariables(name));
        }
        var id = file.Required("id")?.Text();
        var definitionId = file.Required("definitionId")?.Text();
        var label = file.Required("name")?.Text();
        var version = file.Required("version")?.Number();
        file.Required("isLatest")?.Flag();
        if (file.Required("isPublished") is { } published && published.Flag() == false)
            published.Report(DefinitionProblems.NotPublished);
        var (start, nodes) = file.Required("root") is { } root && root.IsObject() ? ReadFlow(root) : (null, []);
        return id is null || definitionId is null || label is null || version is null || start is null
            ? null
            : new(id, definitionId, label, version.Value, start, nodes);
    }

    private (WorkflowNode? Start, IReadOnlyList<WorkflowNode> Nodes) ReadFlow(JsonPlace root)
    {
        root.RefuseOthers("id", "type", "version", "activities", "connections", "metadata");
        root.Required("id")?.Text();
        root.Required("type")?.MustBe("type", "Elsa.Flowchart");
        root.Required("version")?.MustBe("version", "1");
        var activities = root.Required("activities") is { } list ? ReadActivities(list) : [];
        var links = root.Required("connections")?.Items();
        // Where activities are lost or cannot be told apart, every remark on what hangs on them would only confuse; and so with connections and the shape.
        if (links is null || activities.Count == 0 || activities.Exists(activity => activity.Id is null))
            return (null, []);
        var connections = links.Select(place => ReadConnection(place, activities)).OfType<Connection>().ToList();
        return connections.Count == links.Count ? DefinitionShape.Build(root, activities, connections) : (null, []);
    }

    private List<Activity> ReadActivities(JsonPlace list)
    {
        var activities = new List<Activity>();
        var items = list.Items();
        foreach (var place in items ?? [])
            if (place.IsObject())
                activities.Add(ReadActivity(place, activities));
        if (items is [])
            list.Report(DefinitionProblems.NoActivities);
        return activities;
    }

    private Activity ReadActivity(JsonPlace place, List<Activity> before)
    {
        var id = place.Required("id")?.Text();
        if (id is not null && before.Any(other => other.Id == id))
        {
            place.Optional("id")?.Report(DefinitionProblems.DuplicateId(id));
            id = null;
        }
        place.Required("version")?.MustBe("version", "1");
        StepDescriptor? step = null;
        if (place.Required("type") is { } type && type.Text() is { } name && !catalogue.TryFind(name, out step))
            type.Report(DefinitionProblems.UnknownStep(name));
        return new(place, id, step, step is null ? new Dictionary<string, string>() : ReadSettings(place, step), place.Optional("metadata")?.Element.Clone());
    }

    private static Dictionary<string, string> ReadSettings(JsonPlace activity, StepDescriptor step)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var setting in step.Settings)
        {
            if (activity.Optional(setting.Name) is { } place)
            {
                if (ReadLiteral(place, setting) is { } literal)
                    settings[setting.Name] = literal;
            }
            else if (setting.Default is { } value)
            {
                settings[setting.Name] = value;
            }
            else
            {
                activity.Report(DefinitionProblems.SettingRequired(step.Type, setting.Name));
            }
        }
        foreach (var (name, place) in activity.Others([.. ActivityProperties, .. step.Settings.Select(setting => setting.Name)]))
            place.Report(DefinitionProblems.UnknownSetting(step.Type, name));
        return settings;
    }

    private static string? ReadLiteral(JsonPlace place, StepSetting setting)
    {
        if (!place.IsObject())
            return null;
        place.RefuseOthers("typeName", "expression");
        place.Required("typeName")?.MustBe("typeName", "String");
        if (place.Required("expression") is not { } expression || !expression.IsObject())
            return null;
        expression.RefuseOthers("type", "value");
        if (expression.Required("type") is { } type && type.Text() is { } kind && kind != "Literal")
        {
            type.Report(DefinitionProblems.OnlyLiterals(kind));
            return null;
        }
        if (expression.Required("value") is not { } value || value.Text(mayBeEmpty: true) is not { } literal)
            return null;
        if (SettingLiteral.Problem(setting, literal) is { } problem)
            value.Report(problem);
        return literal;
    }

    private static Connection? ReadConnection(JsonPlace place, IReadOnlyList<Activity> activities)
    {
        if (!place.IsObject())
            return null;
        place.RefuseOthers("source", "target");
        var source = ReadEnd(place, "source", activities);
        var target = ReadEnd(place, "target", activities);
        target?.PortPlace.MustBe("port", "In");
        if (source is not { Activity: var from, Port: var port, PortPlace: var portPlace } || target is null)
            return null;
        if (from.Step is { } step && step.Outcomes.All(outcome => outcome.Name != port))
        {
            portPlace.Report(DefinitionProblems.UnknownOutcome(step.Type, port, step.Outcomes.Select(outcome => outcome.Name)));
            return null;
        }
        return new(portPlace, from, port, target.Activity);
    }

    private static End? ReadEnd(JsonPlace connection, string name, IReadOnlyList<Activity> activities)
    {
        if (connection.Required(name) is not { } place || !place.IsObject())
            return null;
        place.RefuseOthers("activity", "port");
        var port = place.Required("port");
        if (place.Required("activity") is not { } activity || activity.Text() is not { } id || port is not { } portPlace || portPlace.Text() is not { } portName)
            return null;
        if (activities.FirstOrDefault(one => one.Id == id) is { } found)
            return new(found, portName, portPlace);
        activity.Report(DefinitionProblems.Nowhere(id));
        return null;
    }

    private sealed record End(Activity Activity, string Port, JsonPlace PortPlace);

    /// <summary>An activity as far as it could be read; without an id or a step it has been reported.</summary>
    internal sealed class Activity(JsonPlace place, string? id, StepDescriptor? step, IReadOnlyDictionary<string, string> settings, JsonElement? metadata)
    {
        public JsonPlace Place => place;

        public string? Id => id;

        public StepDescriptor? Step => step;

        public IReadOnlyDictionary<string, string> Settings => settings;

        public JsonElement? Metadata => metadata;
    }

    /// <summary>A connection between two activities that exist.</summary>
    internal sealed record Connection(JsonPlace PortPlace, Activity Source, string Port, Activity Target);
}
