using System.Text;
using BackOffice.Workflows;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BackOffice.Designer.Console;

/// <summary>A CSV file that is sent line by line, as it is read.</summary>
internal static class CsvDownload
{
    /// <summary>What a file of that kind is called in an answer.</summary>
    public const string MediaType = "text/csv; charset=utf-8";

    /// <summary>The file.</summary>
    /// <param name="lines">Its lines, without their ends.</param>
    /// <param name="name">The name under which a browser keeps it.</param>
    public static PushStreamHttpResult Of(IAsyncEnumerable<string> lines, string name) => TypedResults.Stream(async stream =>
    {
        await using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\r\n" };
        await foreach (var line in lines)
            await writer.WriteLineAsync(line);
    }, MediaType, name);

    /// <summary>Why there is no file: not allowed, or, as the API says it too, not there.</summary>
    public static ContentHttpResult No(Refusal why) =>
        TypedResults.Text(why.Sentence.Here(), statusCode: why.Code is "role-missing" or "beyond-sites" ? StatusCodes.Status403Forbidden : StatusCodes.Status404NotFound);
}
