using System.Text.Json;

namespace BackOffice.Workflows;

/// <summary>A state in the query of an address, named as it stands in the answers.</summary>
public static class NamedState
{
    /// <summary>Reads it; nothing is every state. False when there is no such state.</summary>
    public static bool TryParse<T>(string? text, out T? state) where T : struct, Enum
    {
        state = Enum.TryParse<T>(text, ignoreCase: true, out var named) && Enum.IsDefined(named) ? named : null;
        return text is null || state is not null;
    }

    /// <summary>The name as it stands in addresses and answers.</summary>
    public static string Of<T>(T state) where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(state.ToString());

    /// <summary>The answer to a name that is none.</summary>
    public static Refusal Unknown<T>() where T : struct, Enum
    {
        var names = string.Join(", ", Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName));
        return new("state-unknown", new($"Status yang ada: {names}.", $"The states there are: {names}."));
    }
}
