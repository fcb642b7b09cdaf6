using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BackOffice.Host.Http;

/// <summary>A CSV file that is written while its lines come.</summary>
internal static class CsvStream
{
    public const string MediaType = "text/csv; charset=utf-8";

    public static PushStreamHttpResult Of(IAsyncEnumerable<string> lines, string name) => TypedResults.Stream(body => WriteAsync(body, lines), MediaType, name);

    private static async Task WriteAsync(Stream body, IAsyncEnumerable<string> lines)
    {
        await using var writer = new StreamWriter(body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
        await foreach (var line in lines)
            await writer.WriteLineAsync(line);
    }
}
