using System.Text.Json;
using BackOffice.Workflows;

namespace BackOffice.Host.Http;

/// <summary>A state in a query, named as it stands in the answers.</summary>
internal static class NamedState
{
    /// <summary>Reads it; nothing is every state. False when there is no such state.</summary>
    public static bool TryParse<T>(string? text, out T? state) where T : struct, Enum
    {
        state = Enum.TryParse<T>(text, ignoreCase: true, out var named) && Enum.IsDefined(named) ? named : null;
        return text is null || state is not null;
    }

    /// <summary>The answer to a name that is none.</summary>
    public static Refusal Unknown<T>() where T : struct, Enum
    {
        var names = string.Join(", ", Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName));
        return new("state-unknown", new($"Status yang ada: {names}.", $"The states there are: {names}."));
    }
}
