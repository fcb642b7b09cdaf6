using System.Text.Json;
using System.Text.Json.Serialization;
using BackOffice.Rules;
using BackOffice.Workflows;

namespace BackOffice.Host.Http;

/// <summary>JSON is taken strictly: what we do not know is a misspelling that would otherwise be lost in silence.</summary>
internal static class JsonProblems
{
    public static void BeStrict(JsonSerializerOptions options)
    {
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.MaxDepth = 16;
        WireValues.AddTo(options.Converters);
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
    }

    /// <summary>Says what is wrong and where, in our own words: the exception's would quote our types.</summary>
    public static Refusal Describe(JsonException json)
    {
        var (line, column) = (json.LineNumber + 1, json.BytePositionInLine + 1);
        var where = line is null ? new Sentence("", "") : new Sentence($" (baris {line}, kolom {column})", $" (line {line}, column {column})");
        var what = json.Message switch
        {
            var m when m.Contains("could not be mapped", StringComparison.Ordinal) => new Sentence($"Isian {json.Path} tidak dikenal", $"The member {json.Path} is not known"),
            var m when m.Contains("missing required", StringComparison.Ordinal) => new($"Isian wajib tidak ada: {MissingIn(m)}", $"A required member is missing: {MissingIn(m)}"),
            var m when m.Contains("Duplicate property", StringComparison.Ordinal) => new($"Isian {json.Path} ditulis dua kali", $"The member {json.Path} stands there twice"),
            var m when m.Contains("could not be converted", StringComparison.Ordinal) || m.Contains("allow null values", StringComparison.Ordinal) => new($"Nilai isian {json.Path} salah jenisnya", $"The value of {json.Path} is of the wrong kind"),
            _ => new("JSON tidak dapat dibaca", "The JSON cannot be read"),
        };
        return new("json-malformed", new($"{what.Indonesian}{where.Indonesian}.", $"{what.English}{where.English}."));
    }

    private static string MissingIn(string message) => message[(message.LastIndexOf(':') + 1)..].Trim(' ', '.').Replace("'", "", StringComparison.Ordinal);
}
