using System.Text;
using System.Text.Json;

namespace BackOffice.Workflows.Definitions.Versions;

/// <summary>What a definition file says it is, as far as it can be read: the rest of it may be broken.</summary>
/// <param name="Definition">The workflow; null where the file does not say.</param>
/// <param name="Version">The number of the version; null where the file does not say.</param>
public sealed record DefinitionHead(string? Definition, int? Version)
{
    /// <summary>Reads the beginning of a file, until both are known.</summary>
    public static DefinitionHead Of(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        var head = new DefinitionHead(null, null);
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json.TrimStart('\uFEFF')));
        try
        {
            while ((head.Definition is null || head.Version is null) && reader.Read())
            {
                if (reader is not { TokenType: JsonTokenType.PropertyName, CurrentDepth: 1 })
                    continue;
                var (isDefinition, isVersion) = (reader.ValueTextEquals("definitionId"), reader.ValueTextEquals("version"));
                reader.Read();
                if (isDefinition && reader.TokenType == JsonTokenType.String)
                    head = head with { Definition = reader.GetString() };
                else if (isVersion && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var version))
                    head = head with { Version = version };
                else
                    reader.Skip();
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // What was read before the fault holds. A text with half a surrogate is the second kind.
        }
        return head;
    }
}
