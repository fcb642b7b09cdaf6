using System.Globalization;
using System.Text;
using System.Text.Json;

namespace BackOffice.Designer.Definitions;

/// <summary>What a draft begins with: a published file under the next number. Nothing else of its text is touched, so that its author sees their own changes alone.</summary>
internal static class NextVersion
{
    /// <summary>The file with another id and number; as it is where it has none.</summary>
    /// <param name="json">A definition file that was published.</param>
    /// <param name="definition">The workflow.</param>
    /// <param name="version">The next number.</param>
    public static string Of(string json, string definition, int version)
    {
        var file = Encoding.UTF8.GetBytes(json);
        List<(int From, int To, string New)> edits = [];
        var reader = new Utf8JsonReader(file, new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        while (reader.Read())
        {
            if (reader is not { TokenType: JsonTokenType.PropertyName, CurrentDepth: 1 })
                continue;
            var text = reader.ValueTextEquals("id") ? JsonSerializer.Serialize($"{definition}-v{version}") : reader.ValueTextEquals("version") ? version.ToString(CultureInfo.InvariantCulture) : null;
            reader.Read();
            if (text is not null)
                edits.Add(((int)reader.TokenStartIndex, (int)reader.BytesConsumed, text));
            reader.Skip();
        }
        var (next, at) = (new StringBuilder(), 0);
        foreach (var (from, to, text) in edits)
        {
            next.Append(Encoding.UTF8.GetString(file, at, from - at)).Append(text);
            at = to;
        }
        return next.Append(Encoding.UTF8.GetString(file, at, file.Length - at)).ToString();
    }
}
