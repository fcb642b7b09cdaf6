using System.Text.Json;
using System.Text.Json.Serialization;
using BackOffice.Rules;
using BackOffice.Rules.Identity;
using BackOffice.Workflows.Engine;
using BackOffice.Workflows.Registry;
using BackOffice.Workflows.SignIn;

namespace BackOffice.Host.Http;

/// <summary>How our own values stand in JSON: as the text a person would write, checked once where it comes in.</summary>
internal static class WireValues
{
    /// <summary>Adds them all.</summary>
    public static void AddTo(IList<JsonConverter> converters)
    {
        converters.Add(new TextConverter<SiteCode>(text => SiteCode.TryParse(text, out var site) ? site : null, site => site.Value));
        converters.Add(new TextConverter<UserId>(text => UserId.TryParse(text, out var userId) ? userId : null, userId => userId.Value));
        converters.Add(new SiteStageConverter());
        converters.Add(new CaseIdConverter());
        converters.Add(new InstanceIdConverter());
        converters.Add(new SentenceConverter());
        converters.Add(new TypedPasswordConverter());
    }

    private sealed class TextConverter<T>(Func<string, T?> read, Func<T, string> write) : JsonConverter<T> where T : class
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && read(reader.GetString()!) is { } value ? value : throw new JsonException();

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(write(value));
    }

    // As in files and rules.
    private sealed class SiteStageConverter : JsonConverter<SiteStage>
    {
        public override SiteStage Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && SiteStages.Find(reader.GetString()!) is { } stage ? stage : throw new JsonException();

        public override void Write(Utf8JsonWriter writer, SiteStage value, JsonSerializerOptions options) => writer.WriteStringValue(value.WireName());
    }

    private sealed class CaseIdConverter : JsonConverter<CaseId>
    {
        public override CaseId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetGuid());

        public override void Write(Utf8JsonWriter writer, CaseId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
    }

    private sealed class InstanceIdConverter : JsonConverter<InstanceId>
    {
        public override InstanceId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetGuid());

        public override void Write(Utf8JsonWriter writer, InstanceId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
    }

    // Named by language, as everywhere on the wire.
    private sealed class SentenceConverter : JsonConverter<Sentence>
    {
        public override Sentence Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException("Sentences are only written.");

        public override void Write(Utf8JsonWriter writer, Sentence value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            writer.WriteString("id", value.Indonesian);
            writer.WriteString("en", value.English);
            writer.WriteEndObject();
        }
    }

    // Straight from the request's bytes: a password never becomes a string, which nobody could wipe.
    private sealed class TypedPasswordConverter : JsonConverter<TypedPassword>
    {
        public override TypedPassword Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType != JsonTokenType.String)
                throw new JsonException();
            var typed = GC.AllocateUninitializedArray<char>(reader.HasValueSequence ? checked((int)reader.ValueSequence.Length) : reader.ValueSpan.Length, pinned: true);
            try
            {
                return new(typed.AsSpan(0, reader.CopyString(typed)));
            }
            finally
            {
                Array.Clear(typed);
            }
        }

        public override void Write(Utf8JsonWriter writer, TypedPassword value, JsonSerializerOptions options) => throw new NotSupportedException("Passwords are never written.");
    }
}
