using System.Net;
using System.Text.Json;

namespace BackOffice.Host.Tests;

/// <summary>What the Host answered.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Text">The body as it came.</param>
/// <param name="Headers">All headers, those of the body among them.</param>
public sealed record Reply(HttpStatusCode Status, string Text, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>The body as JSON.</summary>
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    /// <summary>One member of the JSON body, such as <c>reply["state"]</c>; as text, whatever it is.</summary>
    public string this[string member] => Json.GetProperty(member).ToString();

    /// <summary>The code of the refusal; null where it is none.</summary>
    public string? Refusal => Headers.GetValueOrDefault("Content-Type") == "application/problem+json" ? this["code"] : null;

    /// <summary>Asserts that the call was done, and returns the reply.</summary>
    public Reply Done()
    {
        Assert.True((int)Status < 300, $"{(int)Status} {Text}");
        return this;
    }

    /// <summary>Asserts that the call was refused this way, with a sentence in both languages, and returns the reply.</summary>
    public Reply RefusedAs(HttpStatusCode status, string code)
    {
        Assert.True(Status == status && Refusal == code, $"Expected {(int)status} {code}, got {(int)Status} {Text}");
        Assert.NotEmpty(Json.GetProperty("sentence").GetProperty("id").GetString()!);
        Assert.NotEmpty(Json.GetProperty("sentence").GetProperty("en").GetString()!);
        return this;
    }

    /// <summary>Reads a response to its end.</summary>
    public static async Task<Reply> ReadAsync(HttpResponseMessage response, CancellationToken ct)
    {
        using (response)
        {
            var headers = response.Headers.Concat(response.Content.Headers).ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase);
            return new(response.StatusCode, await response.Content.ReadAsStringAsync(ct), headers);
        }
    }
}
