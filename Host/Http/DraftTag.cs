using System.Globalization;
using BackOffice.Workflows;

namespace BackOffice.Host.Http;

/// <summary>The version of a draft in <c>ETag</c> and <c>If-Match</c>. What is done with a draft is done with the one that was read, so the header is required.</summary>
internal static class DraftTag
{
    private static readonly Refusal Malformed = new("if-match-malformed", new("If-Match harus memuat ETag dari jawaban terakhir.", "If-Match must hold the ETag of the last answer."));

    private static readonly Refusal Missing = new("if-match-missing", new(
        "Tindakan pada rancangan memerlukan If-Match dengan ETag rancangan yang dibaca.", "What is done with a draft takes If-Match with the ETag of the draft that was read."));

    public static string Of(int version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    public static Refusal? Read(HttpRequest request, out int version)
    {
        version = 0;
        if (request.Headers.IfMatch is not [{ } tag])
            return Missing;
        return int.TryParse(tag.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out version) ? null : Malformed;
    }
}
